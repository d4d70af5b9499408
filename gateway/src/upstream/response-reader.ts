/** A whole HTTP response. */
export interface UpstreamResponse {
  readonly status: number;
  readonly body: string;
  /** Of media type `application/json` or one that ends in `+json`. */
  readonly isJson: boolean;
}

/** Something that is not a response of HTTP/1.1, or one that is larger than allowed. */
export class BadResponse extends Error {
  override readonly name = 'BadResponse';
}

/** Longest status line and header fields together, in bytes. */
const MOST_HEAD_BYTES = 65_536;
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);
/** Instead of bytes left of a chunk: the next line tells how long it is, or it was the last. */
const NEXT_CHUNK = -1;
const LAST_CHUNK = -2;

/**
 * Reads responses of HTTP/1.1 from the bytes of one connection, one after another (RFC 9112). Interim responses are
 * skipped, chunked bodies put together. Bytes handed over may be changed afterwards.
 */
export class ResponseReader {
  readonly #maxBytes: number;
  #head: Head | null = null;
  /** Bytes that have come and were not made use of yet. */
  #kept: Buffer = NOTHING;
  /** Parts of the body so far. */
  #parts: Buffer[] = [];
  #size = 0;
  /** Bytes left of the chunk that is being read. */
  #chunkLeft = NEXT_CHUNK;

  /** @param maxBytes largest body that is read. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether the connection may carry another request after the response that was read last. */
  isReusable = true;
  /** After how many seconds without a request the other side closes the connection, as it said last; null where it does not. */
  idleSeconds: number | null = null;

  /** Whether anything of a response has come. */
  get hasBegun(): boolean {
    return this.#head !== null || this.#kept.length > 0;
  }

  /** Takes bytes; the response once it is whole, else null. Fails with BadResponse. */
  read(bytes: Buffer): UpstreamResponse | null {
    const all = this.#kept.length > 0 ? Buffer.concat([this.#kept, bytes]) : bytes;
    this.#kept = NOTHING;
    const rest = this.#head === null ? this.#readHead(all) : all;
    const head = this.#head;
    if (head === null || rest === null) return null;
    switch (head.framing) {
      case 'length':
        return this.#readLength(head, rest);
      case 'chunked':
        return this.#readChunks(head, rest);
      case 'close':
        this.#add(Buffer.from(rest));
        return null;
      default:
        return head.framing satisfies never;
    }
  }

  /** The connection has ended: the response that lasted until then, or null when nothing was being read. Fails with BadResponse on half of one. */
  end(): UpstreamResponse | null {
    if (this.#head?.framing === 'close') return this.#finish(this.#head, Buffer.concat(this.#parts));
    if (this.hasBegun) throw new BadResponse('the connection ended in the middle of a response');
    return null;
  }

  /** What follows on the head; null while that is not whole. */
  #readHead(bytes: Buffer): Buffer | null {
    const at = bytes.indexOf(END_OF_HEAD);
    if (at < 0) {
      if (bytes.length > MOST_HEAD_BYTES) throw new BadResponse(`the header is larger than ${MOST_HEAD_BYTES} bytes`);
      this.#kept = Buffer.from(bytes);
      return null;
    }
    const head = parseHead(bytes.toString('latin1', 0, at + 2));
    const rest = bytes.subarray(at + END_OF_HEAD.length);
    if (head.status === 101) throw new BadResponse('the protocol was switched, which was not asked for');
    if (head.status < 200) return this.#readHead(rest);
    this.#head = head;
    return rest;
  }

  #readLength(head: Head, bytes: Buffer): UpstreamResponse | null {
    if (head.bodyBytes > this.#maxBytes) throw this.#tooLarge();
    if (this.#parts.length === 0 && bytes.length >= head.bodyBytes) {
      if (bytes.length > head.bodyBytes) this.isReusable = false; // nothing was asked for that it could belong to
      return this.#finish(head, bytes.subarray(0, head.bodyBytes));
    }
    const wanted = bytes.subarray(0, head.bodyBytes - this.#size);
    if (wanted.length < bytes.length) this.isReusable = false;
    this.#add(Buffer.from(wanted));
    return this.#size === head.bodyBytes ? this.#finish(head, Buffer.concat(this.#parts)) : null;
  }

  #readChunks(head: Head, bytes: Buffer): UpstreamResponse | null {
    let rest = this.#takeChunk(bytes);
    while (rest !== null) {
      const lineEnd = rest.indexOf('\r\n');
      if (lineEnd < 0) return this.#keepLine(rest);
      const line = rest.toString('latin1', 0, lineEnd);
      rest = rest.subarray(lineEnd + 2);
      if (this.#chunkLeft === LAST_CHUNK && line === '') {
        if (rest.length > 0) this.isReusable = false;
        return this.#finish(head, Buffer.concat(this.#parts));
      }
      this.#readChunkLine(line);
      rest = this.#takeChunk(rest);
    }
    return null;
  }

  /** Takes what belongs to the chunk that is being read; what follows on it, or null when more of it is to come. */
  #takeChunk(bytes: Buffer): Buffer | null {
    if (this.#chunkLeft <= 0) return bytes;
    const part = bytes.subarray(0, this.#chunkLeft);
    if (part.length > 0) this.#add(Buffer.from(part));
    this.#chunkLeft -= part.length;
    return this.#chunkLeft > 0 ? null : bytes.subarray(part.length);
  }

  /** A line between chunks: the end of one, the size of the next, or a trailer field, which is passed over. */
  #readChunkLine(line: string): void {
    if (this.#chunkLeft === 0) {
      if (line !== '') throw new BadResponse('a chunk is longer than it said');
      this.#chunkLeft = NEXT_CHUNK;
    } else if (this.#chunkLeft === NEXT_CHUNK) {
      this.#chunkLeft = chunkSize(line) || LAST_CHUNK;
    }
  }

  #keepLine(begun: Buffer): null {
    if (begun.length > MOST_HEAD_BYTES) throw new BadResponse('a chunk has no end of its line');
    this.#kept = Buffer.from(begun);
    return null;
  }

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size > this.#maxBytes) throw this.#tooLarge();
  }

  #finish({ status, isJson, keepsAlive, idleSeconds }: Head, body: Buffer): UpstreamResponse {
    if (!keepsAlive) this.isReusable = false;
    this.idleSeconds = idleSeconds;
    this.#head = null;
    this.#kept = NOTHING;
    this.#parts = [];
    this.#size = 0;
    this.#chunkLeft = NEXT_CHUNK;
    return { status, body: body.toString('utf8'), isJson };
  }

  #tooLarge(): BadResponse {
    return new BadResponse(`the response is larger than ${this.#maxBytes} bytes`);
  }
}

interface Head {
  readonly status: number;
  readonly framing: 'length' | 'chunked' | 'close';
  readonly bodyBytes: number;
  readonly keepsAlive: boolean;
  readonly idleSeconds: number | null;
  readonly isJson: boolean;
}

/** @param text status line and fields, each with its line end. */
function parseHead(text: string): Head {
  const status = /^HTTP\/1\.([01]) ([1-9]\d\d)[ \r]/.exec(text);
  if (!status) throw new BadResponse('the response does not begin with a status line of HTTP/1.1');
  const lower = text.toLowerCase();
  const code = Number(status[2]);
  const connection = fieldOf(lower, 'connection');
  const keepsAlive = status[1] === '1' ? !connection?.includes('close') : connection?.includes('keep-alive') === true;
  const encoding = fieldOf(lower, 'content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    throw new BadResponse(`the body has the encoding ${encoding}, which was not asked for`);
  }
  const type = fieldOf(lower, 'content-type') ?? '';
  const isJson = /^application\/(?:json|[\w.-]+\+json)\s*(?:;|$)/.test(type);
  return { status: code, keepsAlive, isJson, idleSeconds: idleSecondsIn(lower), ...framingOf(code, lower) };
}

/** The parameter `timeout` of `Keep-Alive`. It is a hint, so that what is no number says nothing. (RFC 2068, 19.7.1.1) */
function idleSecondsIn(lower: string): number | null {
  const at = lower.indexOf('\r\nkeep-alive:');
  const [, seconds] = at < 0 ? [] : (/^\r\nkeep-alive:[^\r]*\btimeout\s*=\s*"?(\d{1,9})/.exec(lower.slice(at)) ?? []);
  return seconds === undefined ? null : Number(seconds);
}

function framingOf(status: number, lower: string): Pick<Head, 'framing' | 'bodyBytes'> {
  if (status < 200 || status === 204 || status === 304) return { framing: 'length', bodyBytes: 0 };
  const transfer = fieldOf(lower, 'transfer-encoding');
  const stated = fieldOf(lower, 'content-length');
  if (transfer !== undefined) {
    if (transfer !== 'chunked' || stated !== undefined) throw new BadResponse('it is not clear where the body ends');
    return { framing: 'chunked', bodyBytes: 0 };
  }
  if (stated === undefined) return { framing: 'close', bodyBytes: 0 };
  if (!/^\d{1,15}$/.test(stated)) throw new BadResponse('the length of the body is no number');
  return { framing: 'length', bodyBytes: Number(stated) };
}

/** The value of a header field, all in lower case; undefined when it is absent. Fails when it is there twice with different values. */
function fieldOf(lower: string, name: string): string | undefined {
  const mark = `\r\n${name}:`;
  const at = lower.indexOf(mark);
  if (at < 0) return undefined;
  const from = at + mark.length;
  const value = lower.slice(from, lower.indexOf('\r\n', from)).trim();
  const again = lower.indexOf(mark, from);
  if (again >= 0 && fieldOf(lower.slice(again), name) !== value) {
    throw new BadResponse(`the header says ${name} more than once`);
  }
  return value;
}

function chunkSize(line: string): number {
  const [, digits] = /^([\da-f]{1,12})\s*(?:;.*)?$/i.exec(line) ?? [];
  if (digits === undefined) throw new BadResponse('the size of a chunk is no number');
  return Number.parseInt(digits, 16);
}
