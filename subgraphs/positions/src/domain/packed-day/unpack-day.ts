import { createByteReader, MalformedPackError, type ByteReader, type PositionQuantities } from '@trekker/geo';

import { dedupeOf } from '../dedupe.ts';
import { openColumns, type ColumnReader } from './columns.ts';
import type { KeptPosition } from './kept-position.ts';
import { readNumbers } from './numbers.ts';
import { readOptional } from './optional-numbers.ts';
import { PACKED_DAY_FORMAT, type PackedColumns } from './pack-day.ts';
import { readTexts } from './texts.ts';

/** When and where, in the order of (recordedAt, dedupe). */
export interface Path {
  readonly count: number;
  /** Unix milliseconds. */
  readonly recordedAt: Float64Array;
  readonly latitudeE7: Float64Array;
  readonly longitudeE7: Float64Array;
}

/** A column, null where a value is missing. */
export type Values = ArrayLike<number | null>;

/** What else is known of the positions of a path, column by column. */
export interface Details {
  readonly altitudeCentimeters: Values;
  readonly accuracyCentimeters: Values;
  readonly speedMillimetersPerSecond: Values;
  readonly headingCentidegrees: Values;
  readonly eventKind: Float64Array;
  readonly batteryPercent: Values;
  /** Unix milliseconds. */
  readonly receivedAt: Float64Array;
  /** Works the dedupe of a position out; that takes a hash. */
  dedupe(index: number): bigint;
  /** What devices said besides, as JSON; read when asked for. */
  attributes<T>(parse: (json: string) => T): readonly (T | null)[];
  /** What the log said; read when asked for. */
  logged(): Logged;
}

/** What the log said of each position. */
export interface Logged {
  /** Unix milliseconds. */
  readonly appendedAt: Float64Array;
  readonly partition: Float64Array;
  readonly offset: Float64Array;
}

/**
 * Reads when and where.
 * @throws MalformedPackError where the bytes are damaged or of an unknown format.
 */
export function unpackPath(bytes: Uint8Array): Path {
  const { reader, count } = open(bytes);
  const columns = openColumns(reader.bytes(reader.left()));
  const recordedAt = readNumbers(columns, count);
  return { count, recordedAt, latitudeE7: readNumbers(columns, count), longitudeE7: readNumbers(columns, count) };
}

/**
 * Reads the rest of a path's positions.
 * @throws MalformedPackError where the bytes are damaged, of an unknown format or of another path.
 */
export function unpackDetails(bytes: Uint8Array, path: Path): Details {
  const { reader, count } = open(bytes);
  if (count !== path.count) throw new MalformedPackError(`details of ${count} positions for a path of ${path.count}`);
  const [told, attributes, logged] = [group(reader), group(reader), group(reader)];
  const columns = openColumns(told);
  const quantities = {
    altitudeCentimeters: readOptional(columns, count),
    accuracyCentimeters: readOptional(columns, count),
    speedMillimetersPerSecond: readOptional(columns, count),
    headingCentidegrees: readOptional(columns, count),
    eventKind: readNumbers(columns, count),
  };
  const batteryPercent = readBattery(columns, count);
  const receivedAt = readBeside(columns, path.recordedAt);
  const others = readDedupes(columns.head);
  return {
    ...quantities,
    batteryPercent,
    receivedAt,
    dedupe: (index) => others.get(index) ?? dedupeOf(quantitiesAt(path, quantities, index)),
    attributes: (parse) => readTexts(openColumns(attributes), { count, parse }),
    logged: () => readLogged(openColumns(logged), receivedAt),
  };
}

function group(reader: ByteReader): Uint8Array {
  return reader.bytes(reader.varint());
}

function readLogged(columns: ColumnReader, receivedAt: Float64Array): Logged {
  const appendedAt = readBeside(columns, receivedAt);
  const partition = readNumbers(columns, receivedAt.length);
  return { appendedAt, partition, offset: readNumbers(columns, receivedAt.length) };
}

/** The positions that were packed. */
export function unpackDay(packed: PackedColumns): KeptPosition[] {
  const path = unpackPath(packed.path);
  const details = unpackDetails(packed.details, path);
  const attributes = details.attributes(String);
  const { appendedAt, partition, offset } = details.logged();
  return Array.from({ length: path.count }, (_, index) => ({
    ...quantitiesAt(path, details, index),
    recordedAt: path.recordedAt[index] ?? 0,
    dedupe: details.dedupe(index),
    batteryPercent: details.batteryPercent[index] ?? null,
    attributes: attributes[index] ?? null,
    receivedAt: details.receivedAt[index] ?? 0,
    appendedAt: appendedAt[index] ?? 0,
    partition: partition[index] ?? 0,
    offset: offset[index] ?? 0,
  }));
}

type Quantities = Pick<Details, Exclude<keyof PositionQuantities, 'latitudeE7' | 'longitudeE7'>>;

// oxlint-disable-next-line max-params -- once per position: an object for its three would be made and thrown away
function quantitiesAt(path: Path, details: Quantities, index: number): PositionQuantities {
  return {
    latitudeE7: path.latitudeE7[index] ?? 0,
    longitudeE7: path.longitudeE7[index] ?? 0,
    altitudeCentimeters: details.altitudeCentimeters[index] ?? null,
    accuracyCentimeters: details.accuracyCentimeters[index] ?? null,
    speedMillimetersPerSecond: details.speedMillimetersPerSecond[index] ?? null,
    headingCentidegrees: details.headingCentidegrees[index] ?? null,
    eventKind: details.eventKind[index] ?? 0,
  };
}

function open(bytes: Uint8Array): { reader: ByteReader; count: number } {
  const reader = createByteReader(bytes);
  const format = reader.byte();
  if (format !== PACKED_DAY_FORMAT)
    throw new MalformedPackError(`packed days have format ${PACKED_DAY_FORMAT}, this one has ${format}`);
  const count = reader.varint();
  if (count > MOST_POSITIONS) throw new MalformedPackError(`${count} positions are more than a day of a tracker has`);
  return { reader, count };
}

/** More than a hundred a second; beyond it is damage. */
const MOST_POSITIONS = 10_000_000;

function readBeside(columns: ColumnReader, beside: Float64Array): Float64Array {
  const isDistance = columns.head.byte() === 1;
  const values = readNumbers(columns, beside.length);
  if (!isDistance) return values;
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) + (beside[index] ?? 0);
  return values;
}

function readBattery(columns: ColumnReader, count: number): Values {
  const isWhole = columns.head.byte() === 1;
  if (!isWhole) return readTexts(columns, { count, parse: Number });
  return Array.from(readOptional(columns, count), (value) => (value === null ? null : value / 100));
}

function readDedupes(reader: ByteReader): Map<number, bigint> {
  const others = new Map<number, bigint>();
  for (let left = reader.varint(); left > 0; left -= 1) {
    const index = reader.varint();
    others.set(index, reader.uint64());
  }
  return others;
}
