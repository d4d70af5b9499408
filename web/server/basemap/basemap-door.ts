import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TileType } from 'pmtiles';
import { LANGUAGE_COOKIE, languageFor } from '../../i18n/languages.ts';
import type { MapTheme } from '../../map/map-theme.ts';
import { cookieOf } from '../cookie-of.ts';
import { MAX_ZOOM, type Archive, type TileAddress } from './archive.ts';
import { archiveStyle } from './archive-style.ts';
import type { BasemapFile } from './basemap-file.ts';
import { contentEncoding, unpack } from './unpack.ts';

/** Address of the style on our own host, as browsers are told of it. */
export const BASEMAP_STYLE_PATH = '/basemap/style/{theme}.json';

/** Answers a request below `/basemap/`. */
export type BasemapDoor = (request: IncomingMessage, response: ServerResponse, about: BasemapCaller) => Promise<void>;

/** Who asks. */
interface BasemapCaller {
  /** Where the browser believes it is, for example `http://demo.localhost:3000`. */
  readonly origin: string;
  /** Whether the caller is signed in; asked only where there is something to answer. */
  readonly isSignedIn: () => Promise<boolean>;
}

type Asked =
  | { readonly kind: 'style'; readonly theme: MapTheme }
  | { readonly kind: 'tile'; readonly address: TileAddress }
  | { readonly kind: 'refused'; readonly status: number };

interface Answer {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const TILE_TYPES: ReadonlyMap<TileType, string> = new Map([
  [TileType.Mvt, 'application/vnd.mapbox-vector-tile'],
  [TileType.Png, 'image/png'],
  [TileType.Jpeg, 'image/jpeg'],
  [TileType.Webp, 'image/webp'],
  [TileType.Avif, 'image/avif'],
]);
// The style gives tiles an address of their own for each version of the file.
const KEEP_TILE = 'private, max-age=86400';
const ASK_AGAIN = 'private, no-cache';
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Serves the style and the tiles of the operator's archive to who is signed in. */
export function createBasemapDoor(file: BasemapFile): BasemapDoor {
  return async (request, response, { origin, isSignedIn }) => {
    const asked = askedFor(request);
    if (asked.kind === 'refused') return refuse(response, asked.status);
    const found = await file.find();
    if (!found) return refuse(response, 404);
    if (!(await isSignedIn())) return refuse(response, 401);
    if (!found.archive) return refuse(response, 503);
    if (asked.kind === 'style') {
      const tiles = `${origin}/basemap/tiles/{z}/{x}/{y}?v=${found.version}`;
      const style = archiveStyle(found.archive, { theme: asked.theme, language: languageOf(request), tiles });
      return send(request, response, styleAnswer(style));
    }
    const tile = await found.archive.tile(asked.address);
    if (!tile) return refuse(response, statusOfNoTile(found.archive), { 'cache-control': KEEP_TILE });
    return send(request, response, await tileAnswer(request, found.archive, tile));
  };
}

function askedFor({ url = '/', method }: IncomingMessage): Asked {
  const { pathname } = new URL(url, 'http://own.invalid');
  const theme = /^\/basemap\/style\/(light|dark)\.json$/.exec(pathname)?.[1];
  const coordinates = /^\/basemap\/tiles\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(pathname)?.slice(1);
  if (!theme && !coordinates) return { kind: 'refused', status: 404 };
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'refused', status: 405 };
  if (!coordinates) return { kind: 'style', theme: theme === 'dark' ? 'dark' : 'light' };
  const address = tileAddress(coordinates);
  return address ? { kind: 'tile', address } : { kind: 'refused', status: 400 };
}

/** A vector tile that lacks is empty; in place of a picture MapLibre draws a coarser one where it gets 404. */
function statusOfNoTile({ header }: Archive): number {
  return header.tileType === TileType.Mvt ? 204 : 404;
}

/** The tile that is meant, or null where there cannot be one. */
function tileAddress(coordinates: readonly string[]): TileAddress | null {
  if (!coordinates.every((each) => /^(?:0|[1-9]\d{0,8})$/.test(each))) return null;
  const [z = 0, x = 0, y = 0] = coordinates.map(Number);
  return z <= MAX_ZOOM && x < 2 ** z && y < 2 ** z ? { z, x, y } : null;
}

function languageOf({ headers }: IncomingMessage): string {
  return languageFor({ chosen: cookieOf(headers, LANGUAGE_COOKIE), accepted: headers['accept-language'] ?? null });
}

function styleAnswer(style: object): Answer {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': ASK_AGAIN,
    vary: 'cookie, accept-language',
  };
  return { body: Buffer.from(JSON.stringify(style)), headers };
}

async function tileAnswer(request: IncomingMessage, { header }: Archive, stored: Uint8Array): Promise<Answer> {
  const encoding = contentEncoding(header.tileCompression);
  const packed = encoding !== null && accepts(request, encoding);
  const body = packed ? stored : await unpack(stored, header.tileCompression, MAX_UNPACKED_BYTES);
  const headers = {
    'content-type': TILE_TYPES.get(header.tileType) ?? 'application/octet-stream',
    'cache-control': KEEP_TILE,
    ...(encoding !== null && { vary: 'accept-encoding' }),
    ...(packed && { 'content-encoding': encoding }),
  };
  return { body, headers };
}

/** Whether a browser takes a content coding; most take Brotli and Zstandard over https only. */
function accepts({ headers }: IncomingMessage, encoding: string): boolean {
  const accepted = (headers['accept-encoding'] ?? '').split(',').map((each) => each.trim().split(/\s*;\s*q=/i));
  return accepted.some(([name, quality]) => name?.toLowerCase() === encoding && Number(quality ?? 1) > 0);
}

function send(request: IncomingMessage, response: ServerResponse, { body, headers }: Answer): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const { 'cache-control': keep = ASK_AGAIN, vary } = headers;
  if (isKnown(request, etag)) {
    response.writeHead(304, { etag, 'cache-control': keep, ...(vary && { vary }) }).end();
    return;
  }
  const length = String(body.byteLength);
  response.writeHead(200, { ...OWN_PAGES_ONLY, ...headers, etag, 'content-length': length });
  // Node sends no body in answer to HEAD.
  response.end(body);
}

/** Pages of other sites get nothing of it, not even as a picture. */
const OWN_PAGES_ONLY = { 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' };

function isKnown({ headers }: IncomingMessage, etag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end();
}
