import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** How much of a connection waits unread at most, in bytes; bounds how many packets are taken in at once. */
const UNREAD_BYTES = 16_384;
/** Kind of the packet with which a peer says goodbye (MQTT 3.1.1, section 3.14). */
const DISCONNECT = 0xe0;
/** How long a peer may take to receive the last bytes of a connection that is closed, in milliseconds. */
const LAST_BYTES_MS = 2_000;

/**
 * A TCP connection on which every MQTT packet says its length before it is read. One that announces more than
 * `mostBytes` allows at that moment ends the connection, so that nobody fills the memory with a packet that is never
 * complete. What was written before it is closed still goes out.
 *
 * Source of the header's form: MQTT 3.1.1, section 2.2.
 */
export class MeasuredConnection extends Duplex {
  /** How the peer ended it, where it did: it said goodbye, or what it sent was refused. */
  ending: 'goodbye' | 'refused' | null = null;
  readonly #socket: Socket;
  readonly #mostBytes: () => number;
  /** Bytes of the present packet that are still to come. */
  #toCome = 0;
  #isHeld = false;
  /** Where in the header the measuring is: bytes of the length seen, or null before the packet's first byte. */
  #header: { bytes: number; length: number } | null = null;

  constructor(socket: Socket, mostBytes: () => number) {
    super({ readableHighWaterMark: UNREAD_BYTES, allowHalfOpen: false });
    this.#socket = socket;
    this.#mostBytes = mostBytes;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (failure) => this.destroy(failure));
    socket.on('close', () => this.destroy());
  }

  #take(chunk: Buffer): void {
    if (this.destroyed) return;
    if (!this.#measure(chunk)) {
      this.ending = 'refused';
      return void this.destroy(new Error('a packet is longer than allowed'));
    }
    if (!this.push(chunk) || this.#isHeld) this.#socket.pause();
  }

  /** Whether nothing more is read from the peer for now; what it sends waits on its side. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    if (isHeld) this.#socket.pause();
    else this.#socket.resume();
  }

  /** Follows the headers of the packets in a chunk; false for one that is too long, or whose length is none. */
  #measure(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length;) {
      if (this.#toCome > 0) {
        const here = Math.min(this.#toCome, chunk.length - at);
        this.#toCome -= here;
        at += here;
      } else if (this.#header === null) {
        this.#header = { bytes: 0, length: 0 };
        if (((chunk[at] ?? 0) & 0xf0) === DISCONNECT) this.ending = 'goodbye';
        at += 1;
      } else {
        const { bytes, length: before } = this.#header;
        const byte = chunk[at++] ?? 0;
        const length = before + (byte & 0x7f) * 128 ** bytes;
        const isLast = byte < 0x80;
        if (length > this.#mostBytes() || (!isLast && bytes === 3)) return false;
        this.#header = isLast ? null : { bytes: bytes + 1, length };
        if (isLast) this.#toCome = length;
      }
    }
    return true;
  }

  override _read(): void {
    if (!this.#isHeld) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (failure?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  /** All parts of a packet at once: the connection may be closed right behind it. */
  override _writev(chunks: { chunk: Buffer | string }[], done: (failure?: Error | null) => void): void {
    this.#socket.write(Buffer.concat(chunks.map(({ chunk }) => Buffer.from(chunk))), done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(failure: Error | null, done: (failure: Error | null) => void): void {
    this.#socket.setTimeout(LAST_BYTES_MS, () => this.#socket.destroy());
    this.#socket.destroySoon();
    done(failure);
  }
}
