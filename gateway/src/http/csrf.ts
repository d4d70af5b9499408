import type { IncomingHttpHeaders } from 'node:http';
import { HttpRefused } from './http-refused.ts';

/** Headers that a page of another origin cannot set without asking us first, which we never allow. */
const GUARD_HEADERS = ['x-trekker-csrf', 'apollo-require-preflight'];

/** Content types a page of another origin may send without asking (Fetch standard, CORS-safelisted). */
const SIMPLE_TYPES = ['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Fails with 400 when a browser could have been tricked into sending this request with its user's cookie. The type is
 * compared whole: what is not plainly a type of ours counts as simple, as odd types have passed such guards before.
 */
export function guardAgainstCsrf(headers: IncomingHttpHeaders): void {
  if (GUARD_HEADERS.some((name) => headers[name] !== undefined)) return;
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^application\/[a-z0-9.+-]+$/u.test(type) && !SIMPLE_TYPES.includes(type)) return;
  throw new HttpRefused(400, `send the header ${GUARD_HEADERS[0]} with any value, or content-type application/json`);
}
