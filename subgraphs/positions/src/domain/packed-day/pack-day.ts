import { createByteWriter, type ByteWriter } from '@trekker/geo';

import { dedupeOf } from '../dedupe.ts';
import type { KeptPosition } from './kept-position.ts';
import { writeNumbers } from './numbers.ts';
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
 * | path | format, varint count, columns of recordedAt, latitude, longitude |
 * | details | format, varint count, then each {@link DETAIL_COLUMNS} behind its length as a varint |
 *
 * A dedupe follows from the quantities and is not kept; one that does not is, under `dedupes`.
 * @throws RangeError where a number is not whole or beyond 2^50.
 */
export function packDay(positions: readonly KeptPosition[]): PackedColumns {
  const path = createByteWriter(positions.length * 6);
  path.byte(PACKED_DAY_FORMAT);
  path.varint(positions.length);
  for (const column of ['recordedAt', 'latitudeE7', 'longitudeE7'] as const) {
    writeNumbers(
      path,
      positions.map((position) => position[column]),
    );
  }
  const details = createByteWriter(positions.length * 8);
  details.byte(PACKED_DAY_FORMAT);
  details.varint(positions.length);
  for (const column of DETAIL_COLUMNS) {
    const writer = createByteWriter(positions.length * 2);
    WRITERS[column](writer, positions);
    const bytes = writer.finish();
    details.varint(bytes.length);
    details.bytes(bytes);
  }
  return { path: path.finish(), details: details.finish() };
}

/** The columns beside when and where, in their order. */
export const DETAIL_COLUMNS = [
  'altitudeCentimeters',
  'accuracyCentimeters',
  'speedMillimetersPerSecond',
  'headingCentidegrees',
  'eventKind',
  'batteryPercent',
  'attributes',
  'receivedAt',
  'appendedAt',
  'partition',
  'offset',
  'dedupes',
] as const;

/** One of them. */
export type DetailColumn = (typeof DETAIL_COLUMNS)[number];

type NumberColumn = {
  [K in keyof KeptPosition]: KeptPosition[K] extends number | null ? K : never;
}[keyof KeptPosition];

const optional = (column: NumberColumn) => (writer: ByteWriter, positions: readonly KeptPosition[]) =>
  writeOptional(
    writer,
    positions.map((position) => position[column]),
  );

const WRITERS: Record<DetailColumn, (writer: ByteWriter, positions: readonly KeptPosition[]) => void> = {
  altitudeCentimeters: optional('altitudeCentimeters'),
  accuracyCentimeters: optional('accuracyCentimeters'),
  speedMillimetersPerSecond: optional('speedMillimetersPerSecond'),
  headingCentidegrees: optional('headingCentidegrees'),
  eventKind: optional('eventKind'),
  batteryPercent: writeBattery,
  attributes: (writer, positions) =>
    writeTexts(
      writer,
      positions.map(({ attributes }) => attributes),
    ),
  // Reports come some moments after the fix, or many at once.
  receivedAt: (writer, positions) => writeBeside(writer, { column: 'receivedAt', beside: 'recordedAt', positions }),
  appendedAt: (writer, positions) => writeBeside(writer, { column: 'appendedAt', beside: 'receivedAt', positions }),
  partition: optional('partition'),
  offset: optional('offset'),
  dedupes: writeDedupes,
};

/** Hundredths of a percent where all are; else the text of each. */
function writeBattery(writer: ByteWriter, positions: readonly KeptPosition[]): void {
  const hundredths = positions.map(({ batteryPercent: value }) => (value === null ? null : Math.round(value * 100)));
  const whole = hundredths.every((value, index) => {
    const { batteryPercent } = positions[index] ?? {};
    return value === null || (Math.abs(value) < 1e9 && !Object.is(value, -0) && value / 100 === batteryPercent);
  });
  writer.byte(whole ? 1 : 0);
  if (whole) return writeOptional(writer, hundredths);
  writeTexts(
    writer,
    positions.map(({ batteryPercent: value }) => (value === null ? null : Object.is(value, -0) ? '-0' : String(value))),
  );
}

/** A column as it is, or as its distance from another, whichever is shorter; one byte says which. */
function writeBeside(
  writer: ByteWriter,
  {
    column,
    beside,
    positions,
  }: { column: 'receivedAt' | 'appendedAt'; beside: 'recordedAt' | 'receivedAt'; positions: readonly KeptPosition[] },
): void {
  const own = createByteWriter(positions.length * 2);
  writeNumbers(
    own,
    positions.map((position) => position[column]),
  );
  const distance = createByteWriter(positions.length * 2);
  writeNumbers(
    distance,
    positions.map((position) => position[column] - position[beside]),
  );
  const [a, b] = [own.finish(), distance.finish()];
  writer.byte(b.length < a.length ? 1 : 0);
  writer.bytes(b.length < a.length ? b : a);
}

function writeDedupes(writer: ByteWriter, positions: readonly KeptPosition[]): void {
  const others = [...positions.entries()].filter(([, position]) => position.dedupe !== dedupeOf(position));
  writer.varint(others.length);
  for (const [index, { dedupe }] of others) {
    writer.varint(index);
    writer.uint64(dedupe);
  }
}
