import type { RateLimit } from '../../domain/rate-limit.ts';
import type { Doors } from '../doors.ts';
import type { SignedIn } from './peer.ts';

/* Return codes of CONNACK (MQTT 3.1.1, section 3.2.2.3). */
export const SERVER_UNAVAILABLE = 3;
export const BAD_CREDENTIALS = 4;
export const NOT_AUTHORIZED = 5;

/** Somebody who may report, or the code with which they are refused. */
export type SignInResult = { readonly signedIn: SignedIn } | { readonly refusedWith: number };

/** What signing in looks at. */
export interface SignInRules {
  readonly doors: Doors;
  /** How many wrong attempts an address has. */
  readonly wrongAttempts: RateLimit;
  readonly now: number;
}

/**
 * Signs in with the token of a door as the password; the user name is whatever the device calls its user. Whoever tried
 * wrong tokens too often is refused without a look at what they bring, also the right one, until their attempts return.
 */
export async function signIn(
  { userName, password, address }: { userName: string; password: string; address: string },
  { doors, wrongAttempts, now }: SignInRules,
): Promise<SignInResult> {
  if (!wrongAttempts.has(address, now)) return { refusedWith: NOT_AUTHORIZED };
  const tenantId = TOKEN.test(password) ? await doors.tenantOf(password) : null;
  if (tenantId !== null) return { signedIn: { tenantId, token: password, userName } };
  wrongAttempts.take(address, now);
  return { refusedWith: BAD_CREDENTIALS };
}

/** What a token is made of. */
const TOKEN = /^[A-Za-z0-9_-]{1,128}$/;
