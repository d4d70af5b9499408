import { MalformedPackError } from '@trekker/geo';

import { costOf, writeBytes, type ColumnReader, type ColumnWriter } from './columns.ts';
import { bestDifferences, DEEPEST } from './differences.ts';
import { readSeries } from './read-series.ts';

/**
 * A column of whole numbers, each from -2^50 to 2^50.
 *
 * | part | content |
 * |---|---|
 * | form | one byte: how often differences were taken (0 to 2), or 3 for a table of the values that occur |
 * | table | form 3 only: varint length, the values in ascending order as a column, their places as a column; nothing more |
 * | first | as many signed varints as differences were taken: the number each series begins with |
 * | unit | varint: every difference is a multiple of it |
 * | width | one byte: bytes of the largest difference, folded so that small ones of either sign are small |
 * | planes | `width` runs of bytes: the lowest byte of every difference, then the next |
 */
const TABLE = 3;

/** A table with more values than this share of the numbers saves nothing. */
const TABLE_SHARE = 8;
const LARGEST_TABLE = 4_096;

/** One way to write a column. */
export interface Written {
  /** About how many bytes it takes. */
  readonly cost: number;
  write(columns: ColumnWriter): void;
}

/** Writes numbers in the shortest form. How many they are is for the reader to know. */
export function writeNumbers(columns: ColumnWriter, values: ArrayLike<number>): void {
  shortestOf(values).write(columns);
}

/** The shortest form of numbers. */
export function shortestOf(values: ArrayLike<number>): Written {
  const [plain, table] = [differencesOf(values), tableOf(values)];
  return table && table.cost < plain.cost ? table : plain;
}

/**
 * Reads as many numbers as were written.
 * @throws MalformedPackError where they are damaged.
 */
export function readNumbers(columns: ColumnReader, count: number): Float64Array {
  const { head } = columns;
  const form = head.byte();
  if (form === TABLE) return readTable(columns, count);
  if (form > DEEPEST) throw new MalformedPackError(`numbers are kept in form ${form}, which is unknown`);
  const first = Array.from({ length: Math.min(form, count) }, () => head.signedVarint());
  const unit = head.varint();
  const planes = Array.from({ length: head.byte() }, () => columns.bytes(count - first.length));
  return readSeries({ first, unit, planes, count });
}

const HEAD_BYTES = 6;

function differencesOf(values: ArrayLike<number>): Written {
  const { first, folded, unit, most } = bestDifferences(values);
  const planes: Uint8Array[] = [];
  for (let rest = most; rest > 0; rest = Math.floor(rest / 256)) planes.push(planeOf(folded, planes.length));
  return {
    cost: planes.reduce((cost, plane) => cost + costOf(plane), HEAD_BYTES),
    write(columns) {
      columns.head.byte(first.length);
      for (const value of first) columns.head.signedVarint(value);
      columns.head.varint(unit);
      columns.head.byte(planes.length);
      for (const plane of planes) writeBytes(columns, plane);
    },
  };
}

function planeOf(folded: Float64Array, place: number): Uint8Array {
  const plane = new Uint8Array(folded.length);
  const scale = 256 ** place;
  for (let index = 0; index < plane.length; index += 1) plane[index] = Math.floor((folded[index] ?? 0) / scale) % 256;
  return plane;
}

/** Numbers that come from few values, for example speeds in whole km/h, by their place among those. */
function tableOf(values: ArrayLike<number>): Written | null {
  const most = Math.min(LARGEST_TABLE, Math.floor(values.length / TABLE_SHARE));
  const occurring = new Set<number>();
  for (let index = 0; index < values.length && occurring.size <= most; index += 1) occurring.add(values[index] ?? 0);
  if (occurring.size > most || occurring.size < 3) return null;
  const sorted = Float64Array.from(occurring).toSorted();
  const places = new Map([...sorted].map((value, place) => [value, place]));
  const table = differencesOf(sorted);
  const column = differencesOf(Array.from(values, (value) => places.get(value) ?? 0));
  return {
    cost: table.cost + column.cost + 3,
    write(columns) {
      columns.head.byte(TABLE);
      columns.head.varint(sorted.length);
      table.write(columns);
      column.write(columns);
    },
  };
}

function readTable(columns: ColumnReader, count: number): Float64Array {
  const size = columns.head.varint();
  if (size > LARGEST_TABLE)
    throw new MalformedPackError(`a table of ${size} values, at most ${LARGEST_TABLE} expected`);
  const sorted = readNumbers(columns, size);
  const places = readNumbers(columns, count);
  for (let index = 0; index < count; index += 1) {
    const value = sorted[places[index] ?? 0];
    if (value === undefined) throw new MalformedPackError(`value ${places[index]} of a table of ${size}`);
    places[index] = value;
  }
  return places;
}
