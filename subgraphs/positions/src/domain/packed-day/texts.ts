import { writeBytes, type ColumnReader, type ColumnWriter } from './columns.ts';
import { readNumbers, writeNumbers } from './numbers.ts';
import { readOptional, writeOptional } from './optional-numbers.ts';

/**
 * Writes texts, each of which may be missing: the place of each in a table of those that occur, in the order of their
 * first use; the length of the table, of its texts in bytes, and the texts.
 */
export function writeTexts(columns: ColumnWriter, texts: readonly (string | null)[]): void {
  const table = new Map<string, number>();
  const places = texts.map((text) => {
    if (text === null) return null;
    const place = table.get(text) ?? table.size;
    table.set(text, place);
    return place;
  });
  writeOptional(columns, places);
  const encoded = [...table.keys()].map((text) => Buffer.from(text));
  columns.head.varint(encoded.length);
  if (encoded.length === 0) return;
  writeNumbers(
    columns,
    encoded.map(({ length }) => length),
  );
  writeBytes(columns, Buffer.concat(encoded));
}

/**
 * Reads texts; equal ones are read once and handed to `parse` once.
 * @throws MalformedPackError where they are damaged.
 */
export function readTexts<T>(
  columns: ColumnReader,
  { count, parse }: { readonly count: number; readonly parse: (text: string) => T },
): (T | null)[] {
  const places = readOptional(columns, count);
  const size = columns.head.varint();
  if (size === 0) return Array<null>(count).fill(null);
  const lengths = readNumbers(columns, size);
  const all = Buffer.from(columns.bytes(lengths.reduce((sum, length) => sum + length, 0)));
  let at = 0;
  const table = [...lengths].map((length) => parse(all.toString('utf8', at, (at += length))));
  return Array.from(places, (place) => (place === null ? null : (table[place] ?? null)));
}
