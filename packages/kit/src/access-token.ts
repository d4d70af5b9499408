import { createPrivateKey, createPublicKey } from 'node:crypto';

import { errors, jwtVerify, SignJWT } from 'jose';

import { TrekkerError, UnauthenticatedError } from './errors.ts';
import type { Secret } from './secret.ts';
import type { Viewer } from './viewer.ts';

/** Signs and verifies the short-lived tokens that carry a viewer: Ed25519 JWTs (RFC 7519, RFC 8037). */
export interface AccessTokens {
  /**
   * @param audience who may accept it: `gateway`, or the name of a subgraph.
   * @param expiresAt Unix milliseconds, rounded down to whole seconds.
   */
  sign(viewer: Viewer, audience: string, expiresAt: number): Promise<string>;
  /** The viewer of a token. Fails with TOKEN_EXPIRED, or with UNAUTHENTICATED when it is not ours or not for `audience`. */
  verify(token: string, audience: string, now: number): Promise<Viewer>;
}

const ISSUER = 'trekker';
const ALGORITHM = 'EdDSA';
/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The tokens of an installation; every process with its secret signs and verifies alike. */
export function createAccessTokens(secret: Secret): AccessTokens {
  const der = Buffer.concat([PKCS8_PREFIX, secret.derive('access tokens')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return {
    sign: ({ tenantId, actor, grants, sessionId, epoch }, audience, expiresAt) =>
      new SignJWT({ tenantId, actor, grants, sessionId, epoch })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setExpirationTime(Math.floor(expiresAt / 1_000))
        .sign(privateKey),
    async verify(token, audience, now) {
      try {
        const options = {
          issuer: ISSUER,
          audience,
          algorithms: [ALGORITHM],
          currentDate: new Date(now),
          requiredClaims: ['exp'],
        };
        const { payload } = await jwtVerify(token, publicKey, options);
        // Only `sign` makes tokens that verify, so the claims have the form it gave them.
        const { tenantId, actor, grants, sessionId, epoch, exp = 0 } = payload as unknown as Viewer & { exp?: number };
        return { tenantId, actor, grants, sessionId, epoch, expiresAt: exp * 1_000 };
      } catch (failure) {
        if (failure instanceof errors.JWTExpired)
          throw new TrekkerError('TOKEN_EXPIRED', 'the access token has expired');
        throw new UnauthenticatedError('the access token is not valid');
      }
    },
  };
}
