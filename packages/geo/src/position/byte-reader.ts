/** Reads what a byte writer wrote; every method throws {@link MalformedPackError} where the bytes end too early. */
export interface ByteReader {
  byte(): number;
  uint16(): number;
  uint64(): bigint;
  varint(): number;
  signedVarint(): number;
  /** The next `length` bytes, not copied. */
  bytes(length: number): Uint8Array;
  /** Steps over `length` bytes and returns where they begin. */
  skip(length: number): number;
  /** Whether bit `index` of the bitmap that begins at byte `start` is set, lowest bit of each byte first. */
  bit(start: number, index: number): boolean;
  /** How many bytes are left. */
  left(): number;
}

/** A packed entry that cannot be read: cut short, damaged, or of a version this code does not know. */
export class MalformedPackError extends Error {
  override readonly name = 'MalformedPackError';
}

/** A reader standing at the first byte. */
export function createByteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const skip = (length: number) => {
    if (length > bytes.length - at) {
      throw new MalformedPackError(`truncated: ${length} bytes expected at ${at}, the entry has ${bytes.length}`);
    }
    const start = at;
    at += length;
    return start;
  };
  const byte = () => bytes[skip(1)] ?? 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = byte();
      value += (next & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedPackError(`number beyond 2^53 - 1 before byte ${at}`);
      if (next < 128) return value;
    }
  };
  return {
    byte,
    uint16: () => view.getUint16(skip(2)),
    uint64: () => view.getBigUint64(skip(8)),
    varint,
    signedVarint() {
      const folded = varint();
      return folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2;
    },
    bytes(length) {
      const start = skip(length);
      return bytes.subarray(start, start + length);
    },
    skip,
    bit: (start, index) => (((bytes[start + (index >> 3)] ?? 0) >> (index & 7)) & 1) === 1,
    left: () => bytes.length - at,
  };
}
