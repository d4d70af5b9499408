import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/** How the body of an answer may be compressed. */
export type ContentCoding = keyof typeof CODINGS;

type Compress = (text: Buffer) => Promise<Buffer>;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const zstd = promisify(zstdCompress);

/** Best first. Each at its lowest level: higher ones save an answer of JSON a tenth of its bytes and cost several times as much. */
const CODINGS = {
  zstd: (text) => zstd(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  br: (text) =>
    brotli(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
  gzip: (text) => gzipped(text, { level: 1 }),
} satisfies Record<string, Compress>;

const NAMES = Object.keys(CODINGS) as ContentCoding[]; // exactly those above

/**
 * The coding that a client likes best, on a tie the best of ours; null where it wants none of them, or nothing compressed
 * at all as much. (RFC 9110, 12.5.3)
 */
export function chooseCoding(acceptEncoding: string | string[] | undefined): ContentCoding | null {
  if (typeof acceptEncoding !== 'string') return null;
  const qualities = new Map(acceptEncoding.split(',').map(parseCoding));
  const qualityOf = (name: string) => qualities.get(name) ?? qualities.get('*') ?? 0;
  const [best] = NAMES.toSorted((a, b) => qualityOf(b) - qualityOf(a));
  if (best === undefined) return null;
  const plain = qualities.get('identity') ?? 0;
  return qualityOf(best) > 0 && qualityOf(best) >= plain ? best : null;
}

/** Compresses away from the event loop. */
export function compress(text: string, coding: ContentCoding): Promise<Buffer> {
  return CODINGS[coding](Buffer.from(text));
}

function parseCoding(part: string): [name: string, quality: number] {
  const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [name, quality === undefined ? 1 : Number(quality) || 0];
}
