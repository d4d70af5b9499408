import type { ByteReader, ByteWriter } from '@trekker/geo';

import { readNumbers, writeNumbers } from './numbers.ts';
import { readOptional, writeOptional } from './optional-numbers.ts';
import { readBytes, writeBytes } from './packed-bytes.ts';

/**
 * Writes texts, each of which may be missing: the place of each in a table of those that occur, in the order of their
 * first use; the length of the table, of its texts in bytes, and the texts.
 */
export function writeTexts(writer: ByteWriter, texts: readonly (string | null)[]): void {
  const table = new Map<string, number>();
  const places = texts.map((text) => {
    if (text === null) return null;
    const place = table.get(text) ?? table.size;
    table.set(text, place);
    return place;
  });
  writeOptional(writer, places);
  const encoded = [...table.keys()].map((text) => Buffer.from(text));
  writer.varint(encoded.length);
  if (encoded.length === 0) return;
  writeNumbers(
    writer,
    encoded.map(({ length }) => length),
  );
  writeBytes(writer, Buffer.concat(encoded), 'text');
}

/**
 * Reads texts; equal ones are read once and handed to `parse` once.
 * @throws MalformedPackError where they are damaged.
 */
export function readTexts<T>(
  reader: ByteReader,
  { count, parse }: { count: number; parse: (text: string) => T },
): (T | null)[] {
  const places = readOptional(reader, count);
  const size = reader.varint();
  if (size === 0) return Array<null>(count).fill(null);
  const lengths = readNumbers(reader, size);
  const all = Buffer.from(
    readBytes(
      reader,
      lengths.reduce((sum, length) => sum + length, 0),
    ),
  );
  let at = 0;
  const table = [...lengths].map((length) => parse(all.toString('utf8', at, (at += length))));
  return places.map((place) => (place === null ? null : (table[place] ?? null)));
}
