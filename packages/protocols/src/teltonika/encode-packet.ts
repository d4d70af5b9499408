import { ARC, crc16 } from '../bytes/crc16.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { wireBytes } from '../text/wire.ts';
import type { AvlRecord } from './avl-record.ts';
import { lengthAndText } from './encode-login.ts';
import { CODEC_8, layoutOf } from './record-layout.ts';
import { writeRecord } from './write-record.ts';

/** A packet as a device sends it over TCP after its login: at most 255 records, by codec 8 unless another is named. */
export function encodeTeltonikaPacket(records: readonly AvlRecord[], codec = CODEC_8): Uint8Array {
  return encodeStream(encodeRecords(records, codec));
}

/** What names a datagram. */
export interface Datagram {
  /** The device's IMEI, 15 digits. */
  readonly identifier: string;
  /** Number of the datagram. */
  readonly packet: number;
  /** Number of the contents, the same when they are sent once more. */
  readonly contents: number;
  readonly records: readonly AvlRecord[];
}

/** A packet as a device sends it over UDP. */
export function encodeTeltonikaDatagram(
  { identifier, packet, contents, records }: Datagram,
  codec = CODEC_8,
): Uint8Array {
  const rest = lengthAndText(new ByteWriter().u16(packet).u8(1).u8(contents), identifier)
    .bytes(encodeRecords(records, codec))
    .done();
  return new ByteWriter().u16(rest.length).bytes(rest).done();
}

/** The answer of a device to a command, by codec 12. */
export function encodeTeltonikaCommandAnswer(text: string): Uint8Array {
  return encodeCommandText(text, 0x06);
}

/** A command to a device, by codec 12. */
export function encodeTeltonikaCommand(text: string): Uint8Array {
  return encodeCommandText(text, 0x05);
}

function encodeCommandText(text: string, type: number): Uint8Array {
  const bytes = wireBytes(text);
  return encodeStream(new ByteWriter().u8(0x0c).u8(1).u8(type).u32(bytes.length).bytes(bytes).u8(1).done());
}

function encodeRecords(records: readonly AvlRecord[], codec: number): Uint8Array {
  const layout = layoutOf(codec);
  if (layout === undefined) throw new RangeError(`codec ${codec} has no records`);
  const writer = new ByteWriter().u8(codec).u8(records.length);
  for (const record of records) writeRecord(writer, record, layout);
  return writer.u8(records.length).done();
}

function encodeStream(data: Uint8Array): Uint8Array {
  return new ByteWriter().u32(0).u32(data.length).bytes(data).u32(crc16(data, ARC)).done();
}
