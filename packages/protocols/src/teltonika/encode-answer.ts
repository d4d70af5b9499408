import { ByteWriter } from '../bytes/byte-writer.ts';

/** One byte: whether the device may go on after its login. */
export function encodeLoginAnswer(accepted: boolean): Uint8Array {
  return Uint8Array.of(accepted ? 1 : 0);
}

/** Four bytes: how many records of a packet are kept. Anything but its own count makes the device send it again. */
export function encodePacketAnswer(records: number): Uint8Array {
  return new ByteWriter().u32(records).done();
}

/** What names a datagram, and how many of its records are kept. */
export interface DatagramAnswer {
  /** Number of the datagram, from its envelope. */
  readonly packet: number;
  /** Number of the contents, from its envelope. */
  readonly contents: number;
  readonly records: number;
}

/** The answer to a datagram: its envelope once more, and the number of records. */
export function encodeDatagramAnswer({ packet, contents, records }: DatagramAnswer): Uint8Array {
  const length = 5;
  return new ByteWriter().u16(length).u16(packet).u8(1).u8(contents).u8(records).done();
}
