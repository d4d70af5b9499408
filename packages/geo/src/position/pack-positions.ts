import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import { requireDedupe, requireInLimits } from './limits.ts';
import {
  DELTA_COLUMNS,
  OPTIONAL_COLUMNS,
  PACK_VERSION,
  PackFlag,
  PackPresence,
  predecessors,
  type OptionalColumn,
} from './pack-format.ts';
import type { PositionRecord } from './record.ts';
import { writeUuid } from './uuid-bytes.ts';

const EXPECTED_BYTES = 48;

/**
 * Positions as one compact binary entry (`pack-format.ts` has the layout), about 40 bytes for each tracker's first and
 * about 20 for each further one. Read back with `unpackPositions`.
 * @throws RangeError where a field is not a whole number of its range.
 */
export function packPositions(records: readonly PositionRecord[]): Uint8Array {
  for (const record of records) requirePackable(record);
  const writer = createByteWriter(16 + records.length * EXPECTED_BYTES);
  const trackers = writeHead(writer, records);
  for (const { dedupe } of records) writer.uint64(dedupe);
  const previous = predecessors(trackers);
  for (const column of DELTA_COLUMNS) {
    for (const [index, record] of records.entries()) {
      writer.signedVarint(record[column] - (records[previous[index] ?? -1]?.[column] ?? 0));
    }
  }
  for (const column of OPTIONAL_COLUMNS) writeOptional(writer, records, column);
  if (hasEventKinds(records)) for (const { eventKind } of records) writer.byte(eventKind);
  return writer.finish();
}

/** Version to tracker column; returns each position's tracker index. */
function writeHead(writer: ByteWriter, records: readonly PositionRecord[]): number[] {
  const table = new Map<string, number>();
  const trackers = records.map(({ trackerId }) => {
    const index = table.get(trackerId) ?? table.size;
    table.set(trackerId, index);
    return index;
  });
  const eachTrackerOnce = table.size === records.length;
  writer.byte(PACK_VERSION);
  writer.byte((eachTrackerOnce ? PackFlag.eachTrackerOnce : 0) | (hasEventKinds(records) ? PackFlag.eventKinds : 0));
  writer.varint(records.length);
  writer.varint(table.size);
  for (const uuid of table.keys()) writer.reserve(16, (bytes, at) => writeUuid(uuid, bytes, at));
  if (!eachTrackerOnce) for (const index of trackers) writer.varint(index);
  return trackers;
}

function hasEventKinds(records: readonly PositionRecord[]): boolean {
  return records.some(({ eventKind }) => eventKind !== 0);
}

function writeOptional(writer: ByteWriter, records: readonly PositionRecord[], column: OptionalColumn): void {
  const present = records.reduce((count, record) => (record[column] === null ? count : count + 1), 0);
  if (present === 0) return writer.byte(PackPresence.none);
  writer.byte(present === records.length ? PackPresence.all : PackPresence.some);
  if (present !== records.length) writeBitmap(writer, records, column);
  for (const record of records) {
    const value = record[column];
    if (value === null) continue;
    if (column === 'headingCentidegrees') writer.uint16(value);
    else writer.signedVarint(value);
  }
}

function writeBitmap(writer: ByteWriter, records: readonly PositionRecord[], column: OptionalColumn): void {
  for (let start = 0; start < records.length; start += 8) {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++) if ((records[start + bit]?.[column] ?? null) !== null) bits |= 1 << bit;
    writer.byte(bits);
  }
}

function requirePackable(record: PositionRecord): void {
  for (const column of DELTA_COLUMNS) requireInLimits(column, record[column]);
  for (const column of OPTIONAL_COLUMNS) requireInLimits(column, record[column]);
  requireInLimits('eventKind', record.eventKind);
  requireDedupe(record.dedupe);
}
