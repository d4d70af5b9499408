import { ByteReader } from '../bytes/byte-reader.ts';
import type { Problem } from '../decoded.ts';
import { Unreadable } from '../unreadable.ts';
import type { AvlElement, AvlRecord } from './avl-record.ts';
import { type RecordLayout, withSixteenBytes } from './record-layout.ts';

/** The records of a packet up to the first that cannot be read. */
export interface ReadRecords {
  readonly records: readonly AvlRecord[];
  /** How many the packet says it has. */
  readonly announced: number;
  /** The first thing wrong; null where everything could be read. */
  readonly problem: Problem | null;
}

/**
 * Reads what follows the codec. Some older devices write elements of 16 bytes as well, and nothing announces it: what
 * makes no sense without such elements is read once more with them.
 */
export function readRecords(data: Uint8Array, layout: RecordLayout): ReadRecords {
  const plain = readAll(data, layout);
  if (plain.problem === null || layout.variable) return plain;
  const wide = readAll(data, withSixteenBytes(layout));
  return wide.problem === null ? wide : plain;
}

function readAll(data: Uint8Array, layout: RecordLayout): ReadRecords {
  const reader = new ByteReader(data);
  const records: AvlRecord[] = [];
  let announced = 0;
  try {
    announced = reader.u8('records');
    for (let index = 0; index < announced; index += 1) records.push(readRecord(reader, layout));
    const repeated = reader.u8('records');
    if (repeated !== announced) throw new Unreadable('records', repeated, `${announced}, as in front of the records`);
    if (reader.left() > 0) throw new Unreadable('records', reader.left(), 'no bytes behind the last record');
    return { records, announced, problem: null };
  } catch (failure) {
    if (failure instanceof Unreadable) return { records, announced, problem: failure.problem };
    throw failure;
  }
}

const DEGREES_PER_UNIT = 1e7;
/** The last millisecond that a date can have. */
const LAST_INSTANT = 8_640_000_000_000_000n;

function readRecord(reader: ByteReader, layout: RecordLayout): AvlRecord {
  return {
    recordedAt: readInstant(reader),
    priority: reader.u8('priority'),
    longitude: reader.i32('longitude') / DEGREES_PER_UNIT,
    latitude: reader.i32('latitude') / DEGREES_PER_UNIT,
    altitude: reader.i16('altitude'),
    angle: reader.u16('angle'),
    satellites: reader.u8('satellites'),
    speed: reader.u16('speed'),
    event: readSized(reader, 'event', layout.idBytes),
    elements: readElements(reader, layout),
  };
}

function readInstant(reader: ByteReader): number {
  const instant = reader.u64('timestamp');
  if (instant > LAST_INSTANT) throw new Unreadable('timestamp', String(instant), 'Unix milliseconds');
  return Number(instant);
}

/** The number of all elements is left unread: where it is not the sum, it is the one that is wrong. */
function readElements(reader: ByteReader, layout: RecordLayout): AvlElement[] {
  const { idBytes, countBytes, generationType, sizes, variable } = layout;
  if (generationType) reader.u8('generationType');
  readSized(reader, 'elements', countBytes);
  const elements: AvlElement[] = [];
  for (const size of sizes) {
    for (let left = readSized(reader, 'elements', countBytes); left > 0; left -= 1) {
      elements.push({ id: readSized(reader, 'id', idBytes), bytes: reader.take('value', size) });
    }
  }
  if (!variable) return elements;
  for (let left = readSized(reader, 'elements', countBytes); left > 0; left -= 1) {
    const id = readSized(reader, 'id', idBytes);
    elements.push({ id, bytes: reader.take('value', reader.u16('length')) });
  }
  return elements;
}

function readSized(reader: ByteReader, field: string, bytes: 1 | 2): number {
  return bytes === 1 ? reader.u8(field) : reader.u16(field);
}
