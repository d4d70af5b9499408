import type { IncomingMessage } from 'node:http';

import type { Doors } from '../doors.ts';
import { Refusal } from './refusal.ts';

/** Where a request wants to go, and for which tenant. */
export interface Addressed {
  readonly tenantId: string;
  /** The token with which the door was opened; null where it stands open. */
  readonly token: string | null;
  /** The path behind the door, `/` or for example `/v1/positions`. */
  readonly path: string;
  /** The query string without its question mark. */
  readonly query: string;
}

/** `/i/<token>/…` */
const DOOR_PATH = /^\/i\/([A-Za-z0-9_-]{1,128})(\/.*)?$/;
const BEARER = /^Bearer ([A-Za-z0-9_-]{1,128})$/i;
const BASIC = /^Basic ([A-Za-z0-9+/]+=*)$/i;

/**
 * The tenant and endpoint of a request: by the token in its path, by `Authorization: Bearer`, for OwnTracks also as the
 * password of `Authorization: Basic`, because its apps know no bearer, or, where that was switched on, without any.
 * Refuses with 401 what names no open door.
 */
export async function findDoor(request: IncomingMessage, doors: Doors): Promise<Addressed> {
  const { path: fullPath, query } = split(request.url ?? '/');
  const door = DOOR_PATH.exec(fullPath);
  const path = withoutTrailingSlash(door ? (door[2] ?? '/') : fullPath);
  const token = door?.[1] ?? authorised(request.headers.authorization ?? '', path);
  const tenantId = token === undefined ? await doors.openTenant() : await doors.tenantOf(token);
  if (tenantId !== null) return { tenantId, token: token ?? null, path, query };
  throw new Refusal(
    401,
    token === undefined
      ? 'this address needs a door: /i/<token>/ or Authorization: Bearer <token>'
      : 'no such door is open',
  );
}

function authorised(header: string, path: string): string | undefined {
  const basic = path === '/owntracks' ? BASIC.exec(header)?.[1] : undefined;
  return basic === undefined ? BEARER.exec(header)?.[1] : passwordOf(basic);
}

/** The password in the credentials of RFC 7617: what follows the first colon, as a name has none. */
function passwordOf(credentials: string): string {
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

function split(url: string): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}
