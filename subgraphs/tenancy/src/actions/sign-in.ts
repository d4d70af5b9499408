import { randomBytes } from 'node:crypto';

import {
  claimName,
  resolveName,
  secretName,
  type UserError,
  type UserErrorCode,
  uuidv7,
  type Viewer,
  withParams,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { insertSession } from '../db/sessions.ts';
import { noteSignIn, userBySignInName } from '../db/users.ts';
import { LONGEST_PASSWORD } from '../domain/password.ts';
import { issueToken, type IssuedToken } from './issue-access-token.ts';
import { loadViewer } from './load-viewer.ts';
import { pretendToVerify, verifyPassword } from './passwords.ts';

export interface SignInInput {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
}

export interface SignedIn {
  readonly session: { sessionToken: string; expiresAt: number; accessToken: IssuedToken } | null;
  readonly userErrors: UserError[];
}

/** No name or password is longer, and no name has control characters, which PostgreSQL does not keep. */
const FITS = /^\P{Cc}{0,200}$/u;
/** Stands for nobody. */
const NOBODY: SignInInput = { tenant: '', name: '', password: '' };

/** Opens a session. Nothing in the answer, nor the time it takes, tells a wrong tenant or name from a wrong password. */
export async function signIn(ctx: Context, given: SignInInput): Promise<SignedIn> {
  const input = isPossible(given) ? given : NOBODY;
  const account = accountOf(input.tenant, input.name);
  const attempt = ctx.throttle.begin({ account, address: ctx.clientAddress }, ctx.clock.now());
  if (typeof attempt === 'number') {
    return { session: null, userErrors: [throttled(attempt)] };
  }
  let signedIn: { viewer: Viewer; sessionToken: string } | null;
  try {
    signedIn = await tryToSignIn(ctx, input);
  } catch (error) {
    attempt.abandoned();
    throw error;
  }
  if (!signedIn) {
    attempt.failed(ctx.clock.now());
    return refused('SIGN_IN_REFUSED', 'tenant, name or password is wrong');
  }
  attempt.succeeded();
  const { viewer, sessionToken } = signedIn;
  const accessToken = await issueToken(ctx, viewer);
  const expiresAt = viewer.expiresAt ?? ctx.clock.now();
  return { session: { sessionToken, expiresAt, accessToken }, userErrors: [] };
}

/** Under what attempts at a user's password are counted. */
export function accountOf(tenantSlug: string, signInName: string): string {
  return `${tenantSlug}/${signInName.toLowerCase()}`;
}

function isPossible({ tenant, name, password }: SignInInput): boolean {
  return FITS.test(tenant) && FITS.test(name) && password.length <= LONGEST_PASSWORD;
}

async function tryToSignIn(ctx: Context, input: SignInInput): Promise<{ viewer: Viewer; sessionToken: string } | null> {
  const tenant = await ctx.database.withDirectory((sql) => resolveName(sql, 'tenant', input.tenant));
  const sessionToken = randomBytes(32).toString('base64url');
  const viewer = tenant ? await openSession(ctx, { ...input, tenantId: tenant.tenantId, sessionToken }) : null;
  if (!tenant) await pretendToVerify(input.password);
  return viewer && { viewer, sessionToken };
}

async function openSession(
  ctx: Context,
  { tenantId, name, password, sessionToken }: SignInInput & { tenantId: string; sessionToken: string },
): Promise<Viewer | null> {
  const { result: user } = await ctx.database.withTenant(tenantId, (tx) => userBySignInName(tx, name));
  // Hashing takes tens of milliseconds and happens outside of any transaction.
  const known = user ? await verifyPassword(password, user.passwordHash) : (await pretendToVerify(password), false);
  if (!user || !known) return null;
  const createdAt = ctx.clock.now();
  const expiresAt = createdAt + ctx.config.sessionMs;
  const sessionId = uuidv7(createdAt);
  const { result } = await ctx.database.withTenant(tenantId, async (tx) => {
    const present = await noteSignIn(tx, user, createdAt);
    if (!present) return null;
    await insertSession(tx, { tenantId, sessionId, userId: user.userId, createdAt, expiresAt, endedAt: null });
    await claimName(tx, { kind: 'session', name: secretName(sessionToken), entityId: sessionId, until: expiresAt });
    return loadViewer(tx, present, { sessionId, expiresAt });
  });
  return result;
}

/** What somebody is told who tried too often. */
export function throttled(waitMs: number): UserError {
  const seconds = Math.ceil(waitMs / 1_000);
  const message = `too many attempts; try again in ${seconds} s`;
  return withParams({ field: [], code: 'SIGN_IN_THROTTLED', message, params: [] }, { seconds });
}

function refused(code: UserErrorCode, message: string): SignedIn {
  return { session: null, userErrors: [{ field: [], code, message, params: [] }] };
}
