import { createByteReader, MalformedPackError, type ByteReader } from './byte-reader.ts';
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
import { readUuid } from './uuid-bytes.ts';

/**
 * The positions inside an entry that `packPositions` made, in their order.
 * @throws MalformedPackError where the bytes are cut short, too long, damaged or of an unknown version.
 */
export function unpackPositions(bytes: Uint8Array): PositionRecord[] {
  const reader = createByteReader(bytes);
  const { table, trackers, hasEventKinds } = readHead(reader, bytes);
  const records = trackers.map((tracker) => emptyRecord(table[tracker] ?? ''));
  for (const record of records) record.dedupe = reader.uint64();
  const previous = predecessors(trackers);
  for (const column of DELTA_COLUMNS) {
    for (const [index, record] of records.entries()) {
      record[column] = (records[previous[index] ?? -1]?.[column] ?? 0) + reader.signedVarint();
    }
  }
  for (const column of OPTIONAL_COLUMNS) readOptional(reader, records, column);
  if (hasEventKinds) for (const record of records) record.eventKind = reader.byte();
  if (reader.left() > 0) throw new MalformedPackError(`${reader.left()} bytes follow the last position`);
  return records;
}

type Draft = { -readonly [Field in keyof PositionRecord]: PositionRecord[Field] };

function emptyRecord(trackerId: string): Draft {
  return {
    trackerId,
    recordedAt: 0,
    dedupe: 0n,
    latitudeE7: 0,
    longitudeE7: 0,
    altitudeCentimeters: null,
    accuracyCentimeters: null,
    speedMillimetersPerSecond: null,
    headingCentidegrees: null,
    eventKind: 0,
  };
}

interface Head {
  readonly table: readonly string[];
  readonly trackers: readonly number[];
  readonly hasEventKinds: boolean;
}

/** Version to tracker column. */
function readHead(reader: ByteReader, bytes: Uint8Array): Head {
  const version = reader.byte();
  if (version !== PACK_VERSION) throw new MalformedPackError(`version ${version} is unknown, expected ${PACK_VERSION}`);
  const flags = reader.byte();
  const count = reader.varint();
  const trackerCount = reader.varint();
  // Both are checked against what is there before anything is allocated for them.
  if (count * 8 + trackerCount * 16 > reader.left()) {
    throw new MalformedPackError(`truncated: ${count} positions of ${trackerCount} trackers in ${bytes.length} bytes`);
  }
  const table = Array.from({ length: trackerCount }, () => readUuid(bytes, reader.skip(16)));
  const eachTrackerOnce = (flags & PackFlag.eachTrackerOnce) !== 0;
  const trackers = Array.from({ length: count }, (_, index) => (eachTrackerOnce ? index : reader.varint()));
  const beyond = trackers.find((tracker) => tracker >= trackerCount);
  if (beyond !== undefined) throw new MalformedPackError(`tracker ${beyond} of ${trackerCount} does not exist`);
  return { table, trackers, hasEventKinds: (flags & PackFlag.eventKinds) !== 0 };
}

function readOptional(reader: ByteReader, records: readonly Draft[], column: OptionalColumn): void {
  const presence = reader.byte();
  if (presence === PackPresence.none) return;
  if (presence > PackPresence.some) throw new MalformedPackError(`presence ${presence} of ${column} is unknown`);
  const bitmapAt = presence === PackPresence.some ? reader.skip(Math.ceil(records.length / 8)) : null;
  for (const [index, record] of records.entries()) {
    if (bitmapAt !== null && !reader.bit(bitmapAt, index)) continue;
    record[column] = column === 'headingCentidegrees' ? reader.uint16() : reader.signedVarint();
  }
}
