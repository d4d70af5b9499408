import { readFileSync } from 'node:fs';
import { ConfigurationError, TrekkerError, UnauthenticatedError, UnavailableError } from '@trekker/kit';
import type { Clock, Config, Credentials, Viewer } from '@trekker/kit';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { Authority } from '../authorisation/authorisation.ts';
import { namesIn } from './names-in.ts';
import type { tokenOptions } from './config.ts';

/** Verifies the tokens of callers and knows what these may. */
export interface TokenAuthority extends Authority {
  /** Null without a token. Fails with UNAUTHENTICATED, TOKEN_EXPIRED, or UNAVAILABLE where the keys cannot be had. */
  authenticate(credentials: Credentials): Promise<Viewer | null>;
}

/** A caller whose token was verified. */
interface TokenViewer extends Viewer {
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

/** Verifies bearer tokens by a key set (RFC 7515, 7517, 7519). Fails with a ConfigurationError where its file cannot be read. */
export function createTokenAuthority(config: Config<typeof tokenOptions>, clock: Clock): TokenAuthority {
  const keys = /^https?:/u.test(config.jwks) ? createRemoteJWKSet(new URL(config.jwks)) : localKeys(config.jwks);
  return {
    types: true,
    async authenticate({ authorization }) {
      if (authorization === null) return null;
      const [, token] = /^Bearer +(\S+)$/iu.exec(authorization) ?? [];
      if (token === undefined) throw new UnauthenticatedError('the authorization must be a bearer token');
      return viewerOf(await verified(token), config);
    },
    rightsOf(viewer) {
      const { scopes, policies } = (viewer ?? { scopes: [], policies: [] }) as TokenViewer; // only `authenticate` makes them
      return {
        authenticated: viewer !== null,
        holdsScope: (scope) => scopes.includes(scope),
        holdsPolicy: (policy) => policies.includes(policy),
      };
    },
  };

  async function verified(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...(config.jwtIssuer === '' ? {} : { issuer: config.jwtIssuer }),
        ...(config.jwtAudience === '' ? {} : { audience: config.jwtAudience }),
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(clock.now()),
      });
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) throw new TrekkerError('TOKEN_EXPIRED', 'the token has expired');
      if (saysTheToken(cause)) throw new UnauthenticatedError('the token is not valid');
      throw new UnavailableError('who you are cannot be verified now; try again', { cause });
    }
  }
}

/** Whether it was the token that failed, and not the way to the keys. */
function saysTheToken(cause: unknown): boolean {
  return cause instanceof errors.JOSEError && !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT'].includes(cause.code);
}

function viewerOf(claims: JWTPayload, { scopesClaim, policiesClaim }: Config<typeof tokenOptions>): TokenViewer {
  const scopes = namesIn(claims, scopesClaim);
  const policies = namesIn(claims, policiesClaim);
  // Whoever shares a stream has equal grants, so policies must part them as well.
  const grants = [scopes, policies].map((permissions) => ({ permissions, units: null, places: null, until: null }));
  return {
    tenantId: claims.iss ?? '',
    actor: { kind: 'user', id: claims.sub ?? '' },
    grants,
    sessionId: null,
    epoch: 0,
    expiresAt: (claims.exp ?? 0) * 1_000,
    scopes,
    policies,
  };
}

function localKeys(file: string) {
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet); // it checks the form
  } catch (failure) {
    throw new ConfigurationError([`TREKKER_GATEWAY_JWKS: ${file} holds no key set: ${(failure as Error).message}`]);
  }
}
