import { resolveName, secretName, TrekkerError, UnauthenticatedError, type Viewer } from '@trekker/kit';

import type { Shared } from '../context.ts';
import { sessionById } from '../db/sessions.ts';
import { usersById } from '../db/users.ts';
import { API_KEY_PREFIX } from '../domain/api-key.ts';
import type { Revocations } from '../workers/revocations.ts';
import { loadViewer } from './load-viewer.ts';
import { viewerOfKey } from './viewer-of-key.ts';

/** What a request brought along to say who it is from. */
export interface Credentials {
  /** Value of the Authorization header, or null. */
  readonly authorization: string | null;
  /** Value of the Cookie header, or null. */
  readonly cookie: string | null;
}

/** Names of the session cookie: the first where the connection is trustworthy, the second elsewhere. */
const SESSION_COOKIES = ['__Host-trekker', 'trekker'];

/**
 * The viewer behind credentials, or null when there are none. Fails with UNAUTHENTICATED when they are wrong, ended or
 * revoked, with TOKEN_EXPIRED when they were right.
 */
export async function authenticate(
  shared: Shared & { revocations: Revocations },
  { authorization, cookie }: Credentials,
): Promise<Viewer | null> {
  if (authorization !== null) return viewerOfToken(shared, authorization);
  const sessionToken = cookie === null ? null : sessionTokenOf(cookie);
  return sessionToken === null ? null : viewerOfSession(shared, sessionToken);
}

async function viewerOfToken(shared: Shared & { revocations: Revocations }, authorization: string) {
  const { tokens, clock, revocations } = shared;
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new UnauthenticatedError('the Authorization header must be `Bearer <token>`');
  if (token.startsWith(API_KEY_PREFIX)) return viewerOfKey(shared, token);
  const viewer = await tokens.verify(token, 'gateway', clock.now());
  if (revocations.isRevoked(viewer)) throw new UnauthenticatedError('the access token was revoked');
  return viewer;
}

async function viewerOfSession({ database, clock }: Shared, sessionToken: string): Promise<Viewer> {
  const entry = await database.withDirectory((sql) => resolveName(sql, 'session', secretName(sessionToken)));
  if (!entry) throw new UnauthenticatedError('the session does not exist');
  const { result } = await database.withTenant(
    entry.tenantId,
    async (tx) => {
      const session = await sessionById(tx, entry.entityId);
      const [user] = session ? await usersById(tx, [session.userId]) : [];
      if (!session || !user || session.endedAt !== null) throw new UnauthenticatedError('the session has ended');
      const { sessionId, expiresAt } = session;
      if (expiresAt <= clock.now()) throw new TrekkerError('TOKEN_EXPIRED', 'the session has expired');
      return loadViewer(tx, user, { sessionId, expiresAt });
    },
    { mode: 'snapshot' },
  );
  return result;
}

function sessionTokenOf(cookie: string): string | null {
  const pairs = new Map(
    cookie.split(';').map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, value.join('=')] as const;
    }),
  );
  return SESSION_COOKIES.map((name) => pairs.get(name)).find((value) => value) ?? null;
}
