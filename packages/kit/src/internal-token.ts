import { errors, jwtVerify, SignJWT } from 'jose';

import { TrekkerError, UnauthenticatedError } from './errors.ts';
import type { Secret } from './secret.ts';
import type { Viewer } from './viewer.ts';

/**
 * What processes of an installation show each other: who calls, for whom, and for how long. Signed with a key of its own
 * (HS256, RFC 7518 §3.2), so that no caller's token passes for one.
 */
export interface InternalTokens {
  /** @param audience the subgraph that may accept it. `viewer` is null where nobody has signed in. */
  sign(viewer: Viewer | null, audience: string, now: number): Promise<string>;
  /** For whom the call is. Fails with UNAUTHENTICATED when the token is not ours, not for `audience`, or too old. */
  verify(token: string, audience: string, now: number): Promise<Viewer | null>;
}

const ISSUER = 'trekker-internal';
const ALGORITHM = 'HS256';
/** Long enough for any call to arrive, short enough that a leaked one is of no use. */
const LASTS_MS = 60_000;
/** How far the clocks of two machines may be apart. */
const TOLERANCE_S = 30;

/** The internal tokens of an installation; every process with its secret signs and verifies alike. */
export function createInternalTokens(secret: Secret): InternalTokens {
  const key = secret.derive('internal tokens');
  return {
    sign: (viewer, audience, now) =>
      new SignJWT({ viewer })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setExpirationTime(Math.floor((now + LASTS_MS) / 1_000))
        .sign(key),
    async verify(token, audience, now) {
      try {
        const { payload } = await jwtVerify<{ viewer: Viewer | null }>(token, key, {
          issuer: ISSUER,
          audience,
          algorithms: [ALGORITHM],
          currentDate: new Date(now),
          clockTolerance: TOLERANCE_S,
          requiredClaims: ['exp', 'viewer'],
        });
        // Only `sign` makes tokens that verify, so the claim has the form it gave it.
        return payload.viewer;
      } catch (failure) {
        if (failure instanceof errors.JWTExpired)
          throw new TrekkerError('UNAUTHENTICATED', 'the internal token is old');
        throw new UnauthenticatedError('the internal token is not valid');
      }
    },
  };
}
