import { createByteWriter, type ByteWriter } from '@trekker/geo';

import { dedupeOf } from '../dedupe.ts';
import { createColumns, finishColumns, type ColumnWriter } from './columns.ts';
import type { KeptPosition } from './kept-position.ts';
import { shortestOf, writeNumbers } from './numbers.ts';
import { writeOptional } from './optional-numbers.ts';
import { writeTexts } from './texts.ts';

/** Number of this form of a packed day; bytes of any other are refused. */
export const PACKED_DAY_FORMAT = 1;

/** Positions of one tracker and day as columns; when and where apart from the rest, because most questions need no more. */
export interface PackedColumns {
  readonly path: Uint8Array;
  readonly details: Uint8Array;
}

/**
 * Packs positions of one tracker, ordered by (recordedAt, dedupe). Nothing is lost; read them with `unpackPath` and
 * `unpackDetails`.
 *
 * | bytes | content |
 * |---|---|
 * | path | format, varint count, columns: recordedAt, latitude, longitude |
 * | details | format, varint count, then three groups of columns, each behind its length as a varint |
 * | 1: told | altitude, accuracy, speed, heading, event kind, battery, receivedAt, dedupes that are not the hash of the rest |
 * | 2: attributes | what devices said besides |
 * | 3: logged | appendedAt, partition, offset |
 *
 * A dedupe follows from the quantities and is not kept; one that does not is listed.
 * @throws RangeError where a number is not whole or beyond 2^50.
 */
export function packDay(positions: readonly KeptPosition[]): PackedColumns {
  const { length } = positions;
  return {
    path: packed(length, [writePath], positions).finish(),
    details: packed(length, [writeTold, writeAttributes, writeLogged], positions).finish(),
  };
}

type WriteColumns = (columns: ColumnWriter, positions: readonly KeptPosition[]) => void;

// oxlint-disable-next-line max-params -- what, how, of which
function packed(count: number, groups: readonly WriteColumns[], positions: readonly KeptPosition[]): ByteWriter {
  const writer = createByteWriter(count * 6 + 64);
  writer.byte(PACKED_DAY_FORMAT);
  writer.varint(count);
  for (const write of groups) {
    const columns = createColumns();
    write(columns, positions);
    const bytes = finishColumns(columns);
    if (groups.length > 1) writer.varint(bytes.length);
    writer.bytes(bytes);
  }
  return writer;
}

type NumberColumn = { [K in keyof KeptPosition]: KeptPosition[K] extends number ? K : never }[keyof KeptPosition];
type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];

/** Columns of the first group in which values may be missing, in their order. */
export const OPTIONAL_COLUMNS = [
  'altitudeCentimeters',
  'accuracyCentimeters',
  'speedMillimetersPerSecond',
  'headingCentidegrees',
] as const satisfies readonly (keyof KeptPosition)[];

function writePath(columns: ColumnWriter, positions: readonly KeptPosition[]): void {
  for (const column of ['recordedAt', 'latitudeE7', 'longitudeE7'] as const) {
    writeNumbers(columns, valuesOf(positions, column));
  }
}

function writeTold(columns: ColumnWriter, positions: readonly KeptPosition[]): void {
  for (const column of OPTIONAL_COLUMNS) {
    writeOptional(
      columns,
      positions.map((position): number | null => position[column satisfies OptionalColumn]),
    );
  }
  writeNumbers(columns, valuesOf(positions, 'eventKind'));
  writeBattery(columns, positions);
  // Reports come some moments after the fix, or many at once.
  writeBeside(columns, valuesOf(positions, 'receivedAt'), valuesOf(positions, 'recordedAt'));
  writeDedupes(columns, positions);
}

function writeAttributes(columns: ColumnWriter, positions: readonly KeptPosition[]): void {
  writeTexts(
    columns,
    positions.map(({ attributes }) => attributes),
  );
}

function writeLogged(columns: ColumnWriter, positions: readonly KeptPosition[]): void {
  writeBeside(columns, valuesOf(positions, 'appendedAt'), valuesOf(positions, 'receivedAt'));
  writeNumbers(columns, valuesOf(positions, 'partition'));
  writeNumbers(columns, valuesOf(positions, 'offset'));
}

function valuesOf(positions: readonly KeptPosition[], column: NumberColumn): Float64Array {
  return Float64Array.from(positions, (position) => position[column]);
}

/** Hundredths of a percent where all are; else the text of each. */
function writeBattery(columns: ColumnWriter, positions: readonly KeptPosition[]): void {
  const hundredths = positions.map(({ batteryPercent: value }) => (value === null ? null : Math.round(value * 100)));
  const whole = hundredths.every((value, index) => {
    const { batteryPercent } = positions[index] ?? {};
    return value === null || (Math.abs(value) < 1e9 && !Object.is(value, -0) && value / 100 === batteryPercent);
  });
  columns.head.byte(whole ? 1 : 0);
  if (whole) return writeOptional(columns, hundredths);
  writeTexts(
    columns,
    positions.map(({ batteryPercent: value }) => (value === null ? null : Object.is(value, -0) ? '-0' : String(value))),
  );
}

/** A column as it is, or as its distance from another, whichever is shorter; one byte says which. */
// oxlint-disable-next-line max-params -- two columns of one kind
function writeBeside(columns: ColumnWriter, values: Float64Array, beside: Float64Array): void {
  const own = shortestOf(values);
  const distance = shortestOf(values.map((value, index) => value - (beside[index] ?? 0)));
  columns.head.byte(distance.cost < own.cost ? 1 : 0);
  (distance.cost < own.cost ? distance : own).write(columns);
}

function writeDedupes({ head }: ColumnWriter, positions: readonly KeptPosition[]): void {
  const others = [...positions.entries()].filter(([, position]) => position.dedupe !== dedupeOf(position));
  head.varint(others.length);
  for (const [index, { dedupe }] of others) {
    head.varint(index);
    head.uint64(dedupe);
  }
}
