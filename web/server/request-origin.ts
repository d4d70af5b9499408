import type { IncomingHttpHeaders } from 'node:http';

/** Where the browser believes it is. */
export interface RequestOrigin {
  /** Scheme, host and port as in the `Origin` header, for example `http://demo.localhost:3000`. */
  readonly origin: string;
  /** Host without port, lower case; IPv6 in brackets. */
  readonly hostname: string;
  /** Whether the browser's connection is encrypted. */
  readonly encrypted: boolean;
}

/**
 * The origin a request was sent to, or null when its `Host` header is missing or malformed.
 * `X-Forwarded-Proto` and `X-Forwarded-Host` count only with `trustProxy`; without a proxy anybody can send them.
 */
export function requestOrigin(
  headers: IncomingHttpHeaders,
  { encrypted, trustProxy }: { encrypted: boolean; trustProxy: boolean },
): RequestOrigin | null {
  const forwardedHost = trustProxy ? lastOf(headers['x-forwarded-host']) : undefined;
  const forwardedProtocol = trustProxy ? lastOf(headers['x-forwarded-proto']) : undefined;
  const protocol = forwardedProtocol ?? (encrypted ? 'https' : 'http');
  const address = `${protocol}://${forwardedHost ?? headers.host ?? ''}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.username || url.search) return null;
  return { origin: url.origin, hostname: url.hostname, encrypted: url.protocol === 'https:' };
}

/** Whether the browser says the request comes from a page of this very origin. Absent or `null` origins do not. */
export function isSameOrigin(originHeader: string | null | undefined, own: RequestOrigin): boolean {
  return originHeader === own.origin;
}

/** The last value of a header that each proxy adds to: what the proxy next to us says, which nobody before it can forge. */
export function lastOf(header: string | string[] | undefined): string | undefined {
  const value = Array.isArray(header) ? header.join(',') : header;
  return value?.split(',').at(-1)?.trim() || undefined;
}
