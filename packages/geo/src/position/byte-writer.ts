/** Bytes appended to one growing buffer; multi-byte numbers are big endian. */
export interface ByteWriter {
  byte(value: number): void;
  uint16(value: number): void;
  uint64(value: bigint): void;
  /** Whole number from 0 to 2^53 - 1: seven bits a byte, lowest first. */
  varint(value: number): void;
  /** Whole number of either sign up to 2^52: small magnitudes take few bytes. */
  signedVarint(value: number): void;
  /** Bytes as they are. */
  bytes(content: Uint8Array): void;
  /** Leaves `length` bytes for `fill`, which gets the buffer and where they begin. */
  reserve(length: number, fill: (bytes: Uint8Array, at: number) => void): void;
  /** What was written, copied out. */
  finish(): Uint8Array;
}

const LONGEST_NUMBER = 8;

/** @param expectedBytes a guess that avoids growing; any value is right. */
export function createByteWriter(expectedBytes: number): ByteWriter {
  let bytes = new Uint8Array(Math.max(64, expectedBytes));
  let view = new DataView(bytes.buffer);
  let length = 0;
  const make = (room: number) => {
    if (length + room <= bytes.length) return;
    const grown = new Uint8Array(Math.max(length + room, bytes.length * 2));
    grown.set(bytes);
    bytes = grown;
    view = new DataView(bytes.buffer);
  };
  const varint = (value: number) => {
    make(LONGEST_NUMBER);
    let rest = value;
    // Bit operations hold 31 bits; above that only arithmetic is exact.
    for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 128)) bytes[length++] = (rest % 128) | 128;
    for (; rest > 127; rest >>>= 7) bytes[length++] = (rest & 127) | 128;
    bytes[length++] = rest;
  };
  return {
    byte(value) {
      make(1);
      bytes[length++] = value;
    },
    uint16(value) {
      make(2);
      view.setUint16(length, value);
      length += 2;
    },
    uint64(value) {
      make(8);
      view.setBigUint64(length, value);
      length += 8;
    },
    varint,
    signedVarint: (value) => varint(value < 0 ? -2 * value - 1 : 2 * value),
    bytes(content) {
      make(content.length);
      bytes.set(content, length);
      length += content.length;
    },
    reserve(room, fill) {
      make(room);
      fill(bytes, length);
      length += room;
    },
    finish: () => bytes.slice(0, length),
  };
}
