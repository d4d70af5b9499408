import { bytesToHeader, PMTiles, readVarint, ResolvedValueCache, TileType, type Header } from 'pmtiles';
import { ArchiveFile, FIRST_READ_BYTES } from './archive-file.ts';
import { readMetadata, type ArchiveMetadata } from './metadata.ts';
import { unpack } from './unpack.ts';

/** Where a tile lies, as maps count them (Web Mercator, y from the north). */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** An archive of map tiles that was looked at and is open. */
export interface Archive {
  readonly header: Header;
  readonly metadata: ArchiveMetadata;
  /** A tile as it is stored, packed; undefined where there is none. Fails where the archive is broken there. */
  tile(address: TileAddress): Promise<Uint8Array | undefined>;
  /** Closes the file once no tile is read any more. */
  close(): Promise<void>;
}

// Far above what archives have; below what would hurt this process.
const MAX_TILE_BYTES = 16 * 1024 * 1024;
const MAX_METADATA_BYTES = 4 * 1024 * 1024;
const MAX_DIRECTORY_BYTES = 2 * 1024 * 1024;
const DIRECTORIES_KEPT = 24;
const HEADER_BYTES = 127;
/** Deepest level that PMTiles can number in a double. */
export const MAX_ZOOM = 26;
/** Each entry of a directory has four numbers of a byte or more. */
const LEAST_ENTRY_BYTES = 4;

const KNOWN_TILES: ReadonlySet<TileType> = new Set([
  TileType.Mvt,
  TileType.Png,
  TileType.Jpeg,
  TileType.Webp,
  TileType.Avif,
]);

/** Opens a file of PMTiles version 3 for reading at random. Fails with a sentence of what is wrong with it. */
export async function openArchive(path: string): Promise<Archive> {
  const file = await ArchiveFile.open(path, MAX_TILE_BYTES);
  try {
    const header = await readHeader(file);
    const directories = new ResolvedValueCache(DIRECTORIES_KEPT, true, unpackDirectory);
    // Tiles stay packed; browsers unpack them.
    const tiles = new PMTiles(file, directories, async (bytes) => bytes);
    await tiles.getHeader();
    return reading(file, { header, metadata: await metadataOf(file, header), tiles });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function reading(
  file: ArchiveFile,
  { header, metadata, tiles }: { header: Header; metadata: ArchiveMetadata; tiles: PMTiles },
): Archive {
  let readers = 0;
  let closing = false;
  const closeIfIdle = async () => {
    if (closing && readers === 0) await file.close();
  };
  return {
    header,
    metadata,
    async tile({ z, x, y }) {
      readers++;
      try {
        const found = await tiles.getZxy(z, x, y);
        return found && new Uint8Array(found.data);
      } finally {
        readers--;
        await closeIfIdle();
      }
    },
    async close() {
      if (closing) return;
      closing = true;
      await closeIfIdle();
    },
  };
}

async function readHeader(file: ArchiveFile): Promise<Header> {
  const { data } = await file.getBytes(0, FIRST_READ_BYTES);
  const magic = Buffer.from(data).toString('latin1', 0, 7);
  if (magic !== 'PMTiles') throw new Error('it is no file of PMTiles version 3: it begins with something else');
  if (data.byteLength < HEADER_BYTES) throw new Error(`it ends within its header, at byte ${data.byteLength}`);
  const header = bytesToHeader(data);
  if (header.specVersion !== 3) throw new Error(`it is of PMTiles version ${header.specVersion}, not 3`);
  if (!KNOWN_TILES.has(header.tileType)) throw new Error(`its tiles are of type ${header.tileType}, which is unknown`);
  if (header.minZoom > header.maxZoom || header.maxZoom > MAX_ZOOM)
    throw new Error(`its levels ${header.minZoom} to ${header.maxZoom} are none`);
  assertWhole(header, file.size);
  return header;
}

/** Fails where the file is shorter than its header says, or where a part of it is larger than it may be. */
function assertWhole(header: Header, size: number): void {
  const { rootDirectoryOffset, rootDirectoryLength, jsonMetadataOffset, jsonMetadataLength } = header;
  const ends = [
    rootDirectoryOffset + rootDirectoryLength,
    jsonMetadataOffset + jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ];
  const end = Math.max(...ends);
  if (end > size) throw new Error(`it is cut off: its header speaks of ${end} bytes, the file has ${size}`);
  if (rootDirectoryOffset + rootDirectoryLength > FIRST_READ_BYTES)
    throw new Error(`its root directory ends at byte ${rootDirectoryOffset + rootDirectoryLength}, after 16384`);
  if (jsonMetadataLength > MAX_METADATA_BYTES)
    throw new Error(`its metadata has ${jsonMetadataLength} bytes, more than ${MAX_METADATA_BYTES}`);
}

async function metadataOf(file: ArchiveFile, header: Header): Promise<ArchiveMetadata> {
  const { data } = await file.getBytes(header.jsonMetadataOffset, header.jsonMetadataLength);
  const bytes = await unpack(new Uint8Array(data), header.internalCompression, MAX_METADATA_BYTES);
  return readMetadata(Buffer.from(bytes).toString('utf8'));
}

/** Fails where a directory claims more entries than it has room for; the reader would make room for all of them. */
async function unpackDirectory(packed: ArrayBuffer, compression: Header['internalCompression']): Promise<ArrayBuffer> {
  const bytes = await unpack(new Uint8Array(packed), compression, MAX_DIRECTORY_BYTES);
  const entries = readVarint({ buf: bytes, pos: 0 });
  if (bytes.byteLength > MAX_DIRECTORY_BYTES || entries * LEAST_ENTRY_BYTES > bytes.byteLength)
    throw new Error(`a directory of ${bytes.byteLength} bytes claims ${entries} entries`);
  return new Uint8Array(bytes).buffer;
}
