import type { IncomingHttpHeaders } from 'node:http';

/** Where the page comes from that opens a socket. */
export type OriginKind =
  /** No browser, or none that says. */
  | 'none'
  /** A page of this very host; its cookies are ours. */
  | 'own'
  /** A page an operator named. */
  | 'allowed'
  | 'foreign';

/**
 * Compares the whole origin, never a part of it. A proxy of ours tells the host the browser asked for by
 * `X-Forwarded-Host`; a page cannot set that header on a WebSocket, so believing it opens nothing to other sites.
 */
export function originKind(headers: IncomingHttpHeaders, allowed: readonly string[]): OriginKind {
  const { origin } = headers;
  if (origin === undefined) return 'none';
  const host = URL.parse(origin)?.host;
  const own = [headers.host, headers['x-forwarded-host']];
  if (host !== undefined && host !== '' && own.includes(host)) return 'own';
  return allowed.includes(origin) ? 'allowed' : 'foreign';
}

/** The origins of a comma-separated list. */
export function parseOrigins(list: string): string[] {
  return list
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
}
