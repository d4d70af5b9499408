import type { RequestOrigin } from './request-origin.ts';

/** Name of the session cookie where the browser accepts `Secure` cookies; the prefix ties it to one host and path `/`. */
export const SECURE_COOKIE = '__Host-trekker';
/** Name of the session cookie elsewhere. */
export const PLAIN_COOKIE = 'trekker';

/** Name and attributes of the cookie that carries the session token. */
export interface SessionCookie {
  readonly name: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly path: '/';
    readonly secure: boolean;
  };
}

/**
 * The cookie for an origin. Browsers accept `Secure` cookies over https and, without encryption, from the machine's own
 * names; from any other plain-http host the prefixed cookie would be dropped and nobody could sign in.
 */
export function sessionCookie({ encrypted, hostname }: RequestOrigin): SessionCookie {
  const secure = encrypted || isOwnMachine(hostname);
  return {
    name: secure ? SECURE_COOKIE : PLAIN_COOKIE,
    attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}

/** The session token among the cookies of a request, or null. */
export function sessionTokenOf(cookies: { get(name: string): { value: string } | undefined }): string | null {
  return cookies.get(SECURE_COOKIE)?.value || cookies.get(PLAIN_COOKIE)?.value || null;
}

function isOwnMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1';
}
