import { createByteReader, MalformedPackError, type ByteReader, type PositionQuantities } from '@trekker/geo';

import { dedupeOf } from '../dedupe.ts';
import type { KeptPosition } from './kept-position.ts';
import { readNumbers } from './numbers.ts';
import { readOptional } from './optional-numbers.ts';
import { DETAIL_COLUMNS, PACKED_DAY_FORMAT, type DetailColumn, type PackedColumns } from './pack-day.ts';
import { readTexts } from './texts.ts';

/** When and where, in the order of (recordedAt, dedupe). */
export interface Path {
  readonly count: number;
  /** Unix milliseconds. */
  readonly recordedAt: Float64Array;
  readonly latitudeE7: Float64Array;
  readonly longitudeE7: Float64Array;
}

/** What else is known of the positions of a path, column by column. */
export interface Details {
  readonly altitudeCentimeters: readonly (number | null)[];
  readonly accuracyCentimeters: readonly (number | null)[];
  readonly speedMillimetersPerSecond: readonly (number | null)[];
  readonly headingCentidegrees: readonly (number | null)[];
  readonly eventKind: readonly number[];
  readonly batteryPercent: readonly (number | null)[];
  /** Unix milliseconds. */
  readonly receivedAt: Float64Array;
  /** Works the dedupe of a position out; that takes a hash. */
  dedupe(index: number): bigint;
  /** What devices said besides, as JSON; read when asked for. */
  attributes<T>(parse: (json: string) => T): readonly (T | null)[];
  /** What the log said; read when asked for. */
  logged(): {
    readonly appendedAt: Float64Array;
    readonly partition: readonly number[];
    readonly offset: readonly number[];
  };
}

/**
 * Reads when and where.
 * @throws MalformedPackError where the bytes are damaged or of an unknown format.
 */
export function unpackPath(bytes: Uint8Array): Path {
  const { reader, count } = open(bytes);
  const recordedAt = readNumbers(reader, count);
  return { count, recordedAt, latitudeE7: readNumbers(reader, count), longitudeE7: readNumbers(reader, count) };
}

/**
 * Reads the rest of a path's positions.
 * @throws MalformedPackError where the bytes are damaged, of an unknown format or of another path.
 */
export function unpackDetails(bytes: Uint8Array, path: Path): Details {
  const { reader, count } = open(bytes);
  if (count !== path.count) throw new MalformedPackError(`details of ${count} positions for a path of ${path.count}`);
  const columns = new Map(DETAIL_COLUMNS.map((column) => [column, reader.bytes(reader.varint())]));
  const readerOf = (column: DetailColumn) => createByteReader(columns.get(column) ?? new Uint8Array());
  const numbers = (column: DetailColumn) => readOptional(readerOf(column), count);
  const quantities = {
    altitudeCentimeters: numbers('altitudeCentimeters'),
    accuracyCentimeters: numbers('accuracyCentimeters'),
    speedMillimetersPerSecond: numbers('speedMillimetersPerSecond'),
    headingCentidegrees: numbers('headingCentidegrees'),
    eventKind: whole(numbers('eventKind')),
  };
  const receivedAt = readBeside(readerOf('receivedAt'), path.recordedAt);
  const others = readDedupes(readerOf('dedupes'));
  return {
    ...quantities,
    batteryPercent: readBattery(readerOf('batteryPercent'), count),
    receivedAt,
    dedupe: (index) => others.get(index) ?? dedupeOf(quantitiesAt(path, quantities, index)),
    attributes: (parse) => readTexts(readerOf('attributes'), { count, parse }),
    logged: () => ({
      appendedAt: readBeside(readerOf('appendedAt'), receivedAt),
      partition: whole(numbers('partition')),
      offset: whole(numbers('offset')),
    }),
  };
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
  if (format === PACKED_DAY_FORMAT) return { reader, count: reader.varint() };
  throw new MalformedPackError(`packed days have format ${PACKED_DAY_FORMAT}, this one has ${format}`);
}

function readBeside(reader: ByteReader, beside: Float64Array): Float64Array {
  const isDistance = reader.byte() === 1;
  const values = readNumbers(reader, beside.length);
  if (isDistance) for (const [index, value] of beside.entries()) values[index] = (values[index] ?? 0) + value;
  return values;
}

function readBattery(reader: ByteReader, count: number): readonly (number | null)[] {
  const isWhole = reader.byte() === 1;
  if (!isWhole) return readTexts(reader, { count, parse: Number });
  return readOptional(reader, count).map((value) => (value === null ? null : value / 100));
}

function readDedupes(reader: ByteReader): Map<number, bigint> {
  const others = new Map<number, bigint>();
  for (let left = reader.varint(); left > 0; left -= 1) {
    const index = reader.varint();
    others.set(index, reader.uint64());
  }
  return others;
}

/** A column without missing values. */
function whole(values: readonly (number | null)[]): readonly number[] {
  return values.map((value) => value ?? 0);
}
