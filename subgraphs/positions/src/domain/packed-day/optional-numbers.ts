import { MalformedPackError } from '@trekker/geo';

import { writeBytes, type ColumnReader, type ColumnWriter } from './columns.ts';
import { readNumbers, writeNumbers } from './numbers.ts';

/** How many values of a column are there. */
const Presence = { none: 0, all: 1, some: 2 } as const;

/** Writes a column in which values may be missing: one byte, where some are missing a bitmap, then the present ones. */
export function writeOptional(columns: ColumnWriter, values: readonly (number | null)[]): void {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return columns.head.byte(Presence.none);
  columns.head.byte(present.length === values.length ? Presence.all : Presence.some);
  if (present.length < values.length) writeBytes(columns, bitmapOf(values));
  if (present.length < values.length) columns.head.varint(present.length);
  writeNumbers(columns, present);
}

/**
 * Reads such a column.
 * @throws MalformedPackError where it is damaged.
 */
export function readOptional(columns: ColumnReader, count: number): ArrayLike<number | null> {
  const presence = columns.head.byte();
  if (presence === Presence.none) return Array<null>(count).fill(null);
  if (presence === Presence.all) return readNumbers(columns, count);
  if (presence !== Presence.some) throw new MalformedPackError(`presence ${presence} is unknown`);
  const bitmap = columns.bytes(Math.ceil(count / 8));
  const amount = columns.head.varint();
  if (amount > count) throw new MalformedPackError(`${amount} of ${count} values are present`);
  const present = readNumbers(columns, amount);
  let next = 0;
  return Array.from({ length: count }, (_, index) =>
    ((bitmap[index >> 3] ?? 0) >> (index & 7)) & 1 ? (present[next++] ?? null) : null,
  );
}

function bitmapOf(values: readonly (number | null)[]): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(values.length / 8));
  for (const [index, value] of values.entries()) {
    if (value !== null) bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return bitmap;
}
