import type { IncomingHttpHeaders } from 'node:http';

/** The value of a cookie as it was sent (RFC 6265, 4.2); undefined where it was not. */
export function cookieOf({ cookie = '' }: IncomingHttpHeaders, name: string): string | undefined {
  const pair = cookie.split(';').find((each) => each.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}
