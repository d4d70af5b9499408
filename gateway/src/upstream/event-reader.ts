/** An event of a stream of server-sent events. */
export interface ServerSentEvent {
  /** `message` where it has no name. */
  readonly name: string;
  readonly data: string;
}

/** Reads server-sent events (HTML, 9.2.6) from text in pieces of any length. */
export class EventReader {
  readonly #mostChars: number;
  #rest = '';
  #name = '';
  #data: string[] = [];
  #size = 0;

  /** @param mostChars longest event; reading a longer one fails. */
  constructor(mostChars: number) {
    this.#mostChars = mostChars;
  }

  /** The events that are complete with this piece. */
  read(piece: string): ServerSentEvent[] {
    // A piece may end between the two characters of one line's end.
    const text = this.#rest + piece;
    const held = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = held.split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? '') + text.slice(held.length);
    const events = lines.flatMap((line) => this.#line(line) ?? []);
    if (this.#rest.length + this.#size > this.#mostChars) {
      throw new Error(`an event is longer than ${this.#mostChars} characters`);
    }
    return events;
  }

  #line(line: string): ServerSentEvent | null {
    if (line === '') return this.#end();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line.startsWith(' ', colon + 1) ? colon + 2 : colon + 1);
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#size += this.#data.push(value) && value.length;
    return null;
  }

  #end(): ServerSentEvent | null {
    // What has neither name nor data was a comment.
    const event = { name: this.#name || 'message', data: this.#data.join('\n') };
    const isEmpty = this.#name === '' && this.#data.length === 0;
    this.#name = '';
    this.#data = [];
    this.#size = 0;
    return isEmpty ? null : event;
  }
}
