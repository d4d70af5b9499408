import { Unreadable } from '../unreadable.ts';

/**
 * Reads a message from its start to its end, number by number; big-endian, as most trackers write, unless the name says
 * `Le`. Throws `Unreadable` with the name of the field where the message ends before it.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes not read yet. */
  left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(field: string): number {
    return this.#view.getUint8(this.#step(field, 1));
  }

  u16(field: string): number {
    return this.#view.getUint16(this.#step(field, 2));
  }

  u32(field: string): number {
    return this.#view.getUint32(this.#step(field, 4));
  }

  u64(field: string): bigint {
    return this.#view.getBigUint64(this.#step(field, 8));
  }

  i16(field: string): number {
    return this.#view.getInt16(this.#step(field, 2));
  }

  i32(field: string): number {
    return this.#view.getInt32(this.#step(field, 4));
  }

  u16Le(field: string): number {
    return this.#view.getUint16(this.#step(field, 2), true);
  }

  u32Le(field: string): number {
    return this.#view.getUint32(this.#step(field, 4), true);
  }

  i16Le(field: string): number {
    return this.#view.getInt16(this.#step(field, 2), true);
  }

  i32Le(field: string): number {
    return this.#view.getInt32(this.#step(field, 4), true);
  }

  /** The next bytes as they are: a view, not a copy. */
  take(field: string, length: number): Uint8Array {
    const start = this.#step(field, length);
    return this.#bytes.subarray(start, start + length);
  }

  #step(field: string, length: number): number {
    const start = this.#at;
    if (length > this.left()) throw new Unreadable(field, '', `${length} more bytes, ${this.left()} are left`);
    this.#at += length;
    return start;
  }
}
