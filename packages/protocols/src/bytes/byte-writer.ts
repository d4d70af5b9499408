/** Writes a message from its start to its end; big-endian, as most trackers write, unless the name says `Le`. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  u8(value: number): this {
    this.#bytes.push(value & 0xff);
    return this;
  }

  /** Also of a signed number. */
  u16(value: number): this {
    return this.u8(value >> 8).u8(value);
  }

  /** Also of a signed number. */
  u32(value: number): this {
    return this.u16(value >>> 16).u16(value);
  }

  u64(value: bigint): this {
    return this.u32(Number((value >> 32n) & 0xffff_ffffn)).u32(Number(value & 0xffff_ffffn));
  }

  /** Also of a signed number. */
  u16Le(value: number): this {
    return this.u8(value).u8(value >> 8);
  }

  /** Also of a signed number. */
  u32Le(value: number): this {
    return this.u16Le(value).u16Le(value >>> 16);
  }

  bytes(values: Iterable<number>): this {
    for (const value of values) this.u8(value);
    return this;
  }

  /** What was written so far. */
  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
