import type { ByteWriter } from '../bytes/byte-writer.ts';
import type { AvlElement, AvlRecord } from './avl-record.ts';
import type { RecordLayout } from './record-layout.ts';

/** Writes a record as the codec has it. Elements of a length that the codec does not know are left out. */
export function writeRecord(writer: ByteWriter, record: AvlRecord, layout: RecordLayout): void {
  const { recordedAt, priority, longitude, latitude, altitude, angle, satellites, speed, event } = record;
  writer.u64(BigInt(recordedAt)).u8(priority).u32(units(longitude)).u32(units(latitude));
  writer.u16(altitude).u16(angle).u8(satellites).u16(speed);
  writeSized(writer, event, layout.idBytes);
  if (layout.generationType) writer.u8(PERIODICAL);
  writeElements(writer, record.elements, layout);
}

/** Generation type of a record that a period made, in codec 16. */
const PERIODICAL = 6;
const UNITS_PER_DEGREE = 1e7;

function units(degrees: number): number {
  return Math.round(degrees * UNITS_PER_DEGREE);
}

function writeElements(writer: ByteWriter, elements: readonly AvlElement[], layout: RecordLayout): void {
  const { idBytes, countBytes, sizes, variable } = layout;
  const ofSize = (size: number) => elements.filter(({ bytes }) => bytes.length === size);
  const others = variable ? elements.filter(({ bytes }) => !sizes.includes(bytes.length)) : [];
  writeSized(
    writer,
    sizes.reduce((count, size) => count + ofSize(size).length, others.length),
    countBytes,
  );
  for (const size of sizes) {
    writeSized(writer, ofSize(size).length, countBytes);
    for (const { id, bytes } of ofSize(size)) writeSized(writer, id, idBytes).bytes(bytes);
  }
  if (!variable) return;
  writeSized(writer, others.length, countBytes);
  for (const { id, bytes } of others) writeSized(writer, id, idBytes).u16(bytes.length).bytes(bytes);
}

function writeSized(writer: ByteWriter, value: number, bytes: 1 | 2): ByteWriter {
  return bytes === 1 ? writer.u8(value) : writer.u16(value);
}
