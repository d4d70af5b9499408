import {
  isErrorCode,
  TrekkerError,
  UnauthenticatedError,
  UnavailableError,
  type AccessTokens,
  type Credentials,
  type Viewer,
} from '@trekker/kit';
import { followRevocations, type FollowedRevocations, type FollowOptions } from './follow-revocations.ts';
import { readLines } from './read-lines.ts';

/** Who callers are. */
export interface RemoteAuthority {
  /** Keeps up with rights that are taken away. */
  readonly revocations: FollowedRevocations;
  /** The viewer behind credentials, or null for nobody. Fails with UNAVAILABLE when whoever knows does not answer. */
  authenticate(credentials: Credentials): Promise<Viewer | null>;
}

export interface RemoteAuthorityOptions extends FollowOptions {
  readonly accessTokens: AccessTokens;
  readonly timeoutMs: number;
}

/** Verifies access tokens in this process, and asks another part for whatever else callers bring along. */
export function createRemoteAuthority(options: RemoteAuthorityOptions): RemoteAuthority {
  const { part, name, tokens, accessTokens, clock, timeoutMs } = options;
  const revocations = followRevocations(options);

  async function viewerOfToken(token: string): Promise<Viewer> {
    const viewer = await accessTokens.verify(token, 'gateway', clock.now());
    if (revocations.isRevoked(viewer)) throw new UnauthenticatedError('the access token was revoked');
    return viewer;
  }

  async function ask(credentials: Credentials): Promise<unknown> {
    const endpoint = part.choose();
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), endpoint.life()]);
    const token = await tokens.sign(null, name, clock.now());
    const body = JSON.stringify(credentials);
    const answer = await endpoint.send({ method: 'POST', path: '/authenticate', token, body, signal });
    return (await readLines(answer as AsyncIterable<Buffer>).next()).value;
  }

  return {
    revocations,
    async authenticate(credentials) {
      const { authorization, cookie } = credentials;
      if (authorization === null && cookie === null) return null;
      // Three parts make an access token; everything else is known elsewhere.
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
      if (token !== undefined) return viewerOfToken(token);
      const answered = await ask(credentials).catch((cause: unknown) => {
        throw new UnavailableError('who you are cannot be verified now; try again', { cause });
      });
      return viewerIn(answered);
    },
  };
}

function viewerIn(answered: unknown): Viewer | null {
  const { viewer, code, message } = (answered ?? {}) as { viewer?: Viewer | null; code?: unknown; message?: string };
  if (isErrorCode(code)) throw new TrekkerError(code, message ?? 'the credentials were refused');
  if (viewer === undefined) throw new UnavailableError('who you are cannot be verified now; try again');
  return viewer;
}
