/** One of the cyclic redundancy checks of 16 bits that take the lowest bit of a byte first. */
export interface Crc16 {
  /** The polynomial with its bits in reverse. */
  readonly polynomial: number;
  readonly initial: number;
  /** What the remainder is combined with in the end. */
  readonly final: number;
}

/** CRC-16/X-25 of ISO/IEC 13239, the check of GT06. */
export const X25: Crc16 = { polynomial: 0x8408, initial: 0xffff, final: 0xffff };

/** CRC-16/ARC, also called CRC-16/IBM: the check of Teltonika. */
export const ARC: Crc16 = { polynomial: 0xa001, initial: 0, final: 0 };

/** The check of the bytes. */
export function crc16(bytes: Uint8Array, { polynomial, initial, final }: Crc16): number {
  let remainder = initial;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
    }
  }
  return remainder ^ final;
}
