import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { Compression, TileType, zxyToTileId } from 'pmtiles';

/** A tile as it shall be stored, not packed yet. */
export interface WrittenTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly bytes: Uint8Array;
}

export interface ArchiveToWrite {
  readonly tiles: readonly WrittenTile[];
  readonly metadata?: object;
  readonly tileType?: TileType;
  readonly tileCompression?: Compression;
  /** How many tiles a leaf directory holds; absent: all are in the root directory. */
  readonly perLeaf?: number;
  /** West, south, east, north. */
  readonly bounds?: readonly [number, number, number, number];
}

interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  readonly run: number;
}

const HEADER_BYTES = 127;

/** Writes a file of PMTiles version 3 as its specification says: header, root directory, metadata, leaves, tiles. */
export function writeArchive(archive: ArchiveToWrite): Buffer {
  const { metadata = {}, tileType = TileType.Mvt, tileCompression = Compression.Gzip, perLeaf } = archive;
  const { bounds = [-180, -85, 180, 85] } = archive;
  const stored = archive.tiles
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), bytes: packed(bytes, tileCompression) }))
    .toSorted((a, b) => a.id - b.id);
  const entries = inRow(stored.map(({ id, bytes }) => ({ id, length: bytes.length, run: 1 })));
  const parts = perLeaf ? Math.ceil(entries.length / perLeaf) : 0;
  const groups = Array.from({ length: parts }, (_, at) =>
    entries.slice(at * (perLeaf ?? 0), (at + 1) * (perLeaf ?? 0)),
  );
  const leaves = groups.map(directory);
  const pointers = inRow(leaves.map((leaf, at) => ({ id: groups[at]?.[0]?.id ?? 0, length: leaf.length, run: 0 })));
  const root = directory(perLeaf ? pointers : entries);
  const json = gzipSync(JSON.stringify(metadata));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles\x03', 'latin1');
  let at = HEADER_BYTES;
  const sections = [[root], [json], leaves, stored.map(({ bytes }) => bytes)].map((section) => Buffer.concat(section));
  for (const [index, { length }] of sections.entries()) {
    header.writeBigUInt64LE(BigInt(at), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + index * 16);
    at += length;
  }
  for (const place of [72, 80, 88]) header.writeBigUInt64LE(BigInt(entries.length), place);
  const levels = archive.tiles.map(({ z }) => z);
  const numbers = [1, Compression.Gzip, tileCompression, tileType, Math.min(...levels), Math.max(...levels)];
  for (const [index, number] of numbers.entries()) header.writeUInt8(number, 96 + index);
  for (const [index, degrees] of bounds.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + index * 4);
  return Buffer.concat([header, ...sections]);
}

/** A tile as it lies in the archive. */
export function packed(bytes: Uint8Array, compression: Compression): Uint8Array {
  if (compression === Compression.Gzip) return gzipSync(bytes);
  if (compression === Compression.Brotli) return brotliCompressSync(bytes);
  return compression === Compression.Zstd ? zstdCompressSync(bytes) : bytes;
}

function inRow(parts: readonly Omit<Entry, 'offset'>[]): Entry[] {
  let offset = 0;
  return parts.map((part) => ({ ...part, offset: (offset += part.length) - part.length }));
}

/** Numbers of all entries side by side: ids as differences, runs, lengths, offsets plus one. */
function directory(entries: readonly Entry[]): Buffer {
  const ids = entries.map(({ id }, at) => id - (entries[at - 1]?.id ?? 0));
  const columns = [ids, entries.map(({ run }) => run), entries.map(({ length }) => length)];
  const numbers = [entries.length, ...columns.flat(), ...entries.map(({ offset }) => offset + 1)];
  return gzipSync(Buffer.concat(numbers.map(varint)));
}

/** A number in groups of seven bits, lowest first. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}
