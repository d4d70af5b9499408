import { promisify } from 'node:util';
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib';
import { Compression } from 'pmtiles';

type Unpacker = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

/** How an archive may pack its parts, as HTTP names it. */
const PACKINGS: ReadonlyMap<Compression, { encoding: string; unpack: Unpacker }> = new Map([
  [Compression.Gzip, { encoding: 'gzip', unpack: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip) }],
  [
    Compression.Brotli,
    { encoding: 'br', unpack: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(brotliDecompress) },
  ],
  [
    Compression.Zstd,
    { encoding: 'zstd', unpack: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(zstdDecompress) },
  ],
]);

/** The content coding (RFC 9110, 8.4.1) of what is packed so; null where it is not packed. */
export function contentEncoding(compression: Compression): string | null {
  return PACKINGS.get(compression)?.encoding ?? null;
}

/** The bytes as they were before they were packed. Fails where they would be more than `maxBytes`. */
export async function unpack(bytes: Uint8Array, compression: Compression, maxBytes: number): Promise<Uint8Array> {
  const packing = PACKINGS.get(compression);
  return packing ? packing.unpack(bytes, { maxOutputLength: maxBytes }) : bytes;
}
