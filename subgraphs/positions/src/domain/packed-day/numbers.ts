import { createByteWriter, MalformedPackError, type ByteReader, type ByteWriter } from '@trekker/geo';

import { bestDifferences, DEEPEST, sumUp } from './differences.ts';
import { readBytes, writeBytes } from './packed-bytes.ts';

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

/** Writes numbers in the shortest form. How many they are is for the reader to know. */
export function writeNumbers(writer: ByteWriter, values: ArrayLike<number>): void {
  const plain = differencesOf(values);
  const table = tableOf(values);
  writer.bytes(table && table.length < plain.length ? table : plain);
}

/**
 * Reads as many numbers as were written.
 * @throws MalformedPackError where they are damaged.
 */
export function readNumbers(reader: ByteReader, count: number): Float64Array {
  const form = reader.byte();
  if (form === TABLE) return readTable(reader, count);
  if (form > DEEPEST) throw new MalformedPackError(`numbers are kept in form ${form}, which is unknown`);
  const first = Array.from({ length: Math.min(form, count) }, () => reader.signedVarint());
  const unit = reader.varint();
  const width = reader.byte();
  const left = count - first.length;
  const values = new Float64Array(count);
  if (width > 0) addPlanes(values.subarray(first.length), { reader, width, length: left });
  unfold(values.subarray(first.length), unit);
  sumUp(values, first);
  return values;
}

function differencesOf(values: ArrayLike<number>): Uint8Array {
  const { first, folded, unit, most } = bestDifferences(values);
  const writer = createByteWriter(values.length * 2 + 32);
  writer.byte(first.length);
  for (const value of first) writer.signedVarint(value);
  writer.varint(unit);
  let width = 0;
  for (let rest = most; rest > 0; rest = Math.floor(rest / 256)) width += 1;
  writer.byte(width);
  for (let place = 0; place < width; place += 1) writeBytes(writer, planeOf(folded, place), 'plane');
  return writer.finish();
}

function planeOf(folded: Float64Array, place: number): Uint8Array {
  const plane = new Uint8Array(folded.length);
  const scale = 256 ** place;
  for (let index = 0; index < plane.length; index += 1) plane[index] = Math.floor((folded[index] ?? 0) / scale) % 256;
  return plane;
}

function addPlanes(
  values: Float64Array,
  { reader, width, length }: { reader: ByteReader; width: number; length: number },
): void {
  for (let place = 0; place < width; place += 1) {
    const plane = readBytes(reader, length);
    const scale = 256 ** place;
    for (let index = 0; index < length; index += 1) values[index] = (values[index] ?? 0) + (plane[index] ?? 0) * scale;
  }
}

function unfold(values: Float64Array, unit: number): void {
  for (let index = 0; index < values.length; index += 1) {
    const folded = values[index] ?? 0;
    values[index] = (folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2) * unit;
  }
}

/** Numbers that come from few values, for example speeds in whole km/h, by their place among those. */
function tableOf(values: ArrayLike<number>): Uint8Array | null {
  const most = Math.min(LARGEST_TABLE, Math.floor(values.length / TABLE_SHARE));
  const occurring = new Set<number>();
  for (let index = 0; index < values.length && occurring.size <= most; index += 1) occurring.add(values[index] ?? 0);
  if (occurring.size > most || occurring.size < 3) return null;
  const sorted = Float64Array.from(occurring).toSorted();
  const places = new Map([...sorted].map((value, place) => [value, place]));
  const writer = createByteWriter(values.length + 32);
  writer.byte(TABLE);
  writer.varint(sorted.length);
  writer.bytes(differencesOf(sorted));
  writer.bytes(differencesOf(Array.from(values, (value) => places.get(value) ?? 0)));
  return writer.finish();
}

function readTable(reader: ByteReader, count: number): Float64Array {
  const size = reader.varint();
  if (size > LARGEST_TABLE)
    throw new MalformedPackError(`a table of ${size} values, at most ${LARGEST_TABLE} expected`);
  const sorted = readNumbers(reader, size);
  return readNumbers(reader, count).map((place) => {
    const value = sorted[place];
    if (value === undefined) throw new MalformedPackError(`value ${place} of a table of ${size}`);
    return value;
  });
}
