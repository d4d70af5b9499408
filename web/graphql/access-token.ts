import { CSRF_HEADERS } from './csrf.ts';
import { fetchWithin } from './fetch-within.ts';
import { firstAnswer } from './first-answer.ts';

/** A token is made in no time: who waits for longer than that probably has a dead connection. */
const ATTEMPTS = { everyMs: 2_000, most: 5 };
const TOKEN_WITHIN_MS = 12_000;

/** A token for the WebSocket. */
export interface AccessToken {
  readonly token: string;
  /** Unix milliseconds, by the server's clock. */
  readonly expiresAt: number;
  /** Unix milliseconds of the server's clock when it answered. */
  readonly serverTime: number;
}

/** What asking for a token came to. */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly accessToken: AccessToken }
  /** The session has ended; asking again is pointless. */
  | { readonly kind: 'signed-out' }
  /** No answer, or one that may be better later. */
  | { readonly kind: 'unavailable' };

/** Asks the web app's own host for a token of the session in the cookie. Never throws, and never waits for long. */
export async function fetchAccessToken(): Promise<TokenAnswer> {
  return firstAnswer(askForToken, ATTEMPTS).catch(() => ({ kind: 'unavailable' }));
}

async function askForToken(signal: AbortSignal): Promise<TokenAnswer> {
  const options = { headers: CSRF_HEADERS, cache: 'no-store', signal } as const;
  const response = await fetchWithin(TOKEN_WITHIN_MS)('/api/token', options);
  if (response.status === 401) return { kind: 'signed-out' };
  if (!response.ok) return { kind: 'unavailable' };
  const body = (await response.json()) as { token: string; expiresAt: string; serverTime: number };
  const { token, serverTime } = body;
  return { kind: 'token', accessToken: { token, serverTime, expiresAt: Date.parse(body.expiresAt) } };
}
