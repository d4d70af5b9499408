import {
  NotFoundError,
  TrekkerError,
  UnauthenticatedError,
  userError,
  type UserError,
  type Viewer,
} from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import type { UserRow } from '../db/rows.ts';
import { endSessionsOf } from '../db/sessions.ts';
import { createdTenant } from '../db/tenants.ts';
import { replacePassword, usersById } from '../db/users.ts';
import { LONGEST_PASSWORD, parseSecretInput, passwordInput } from '../domain/password.ts';
import { passwordChanged, sessionEnded, tenancyEvent } from '../events.ts';
import { forgetDevices } from './forget-devices.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { accountOf, throttled } from './sign-in.ts';

export interface ChangePasswordInput {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface PasswordWasChanged {
  readonly changed: boolean;
  readonly userErrors: UserError[];
}

const schema = object({ currentPassword: string(), newPassword: passwordInput });

/**
 * Gives the signed-in user another password and ends every other session of theirs. A wrong present password counts as a
 * failed sign-in of the account, or a session left open would let anybody guess.
 */
export async function changePassword(ctx: Context, input: ChangePasswordInput): Promise<PasswordWasChanged> {
  const { viewer, user, account } = await signedInUser(ctx);
  const parsed = parseSecretInput(schema, input);
  if (!parsed.ok) return { changed: false, userErrors: parsed.userErrors };
  const attempt = ctx.throttle.begin({ account, address: ctx.clientAddress }, ctx.clock.now());
  if (typeof attempt === 'number') return { changed: false, userErrors: [throttled(attempt)] };
  let changed: boolean;
  try {
    changed = await tryToChange(ctx, { viewer, user, ...parsed.value });
  } catch (error) {
    attempt.abandoned();
    throw error;
  }
  if (changed) attempt.succeeded();
  else attempt.failed(ctx.clock.now());
  const refused = userError('currentPassword', 'PASSWORD_REFUSED', 'the present password is another one');
  return { changed, userErrors: changed ? [] : [refused] };
}

async function signedInUser({ viewer, tenant }: Context): Promise<{ viewer: Viewer; user: UserRow; account: string }> {
  if (!viewer) throw new UnauthenticatedError();
  const { kind, id } = viewer.actor;
  if (kind !== 'user') throw new TrekkerError('FORBIDDEN', 'only users have a password');
  return tenant.read(async (tx) => {
    const [user] = await usersById(tx, [id]);
    const created = await createdTenant(tx, viewer.tenantId);
    if (!user || !created) throw new NotFoundError('User', id);
    return { viewer, user, account: accountOf(created.slug, user.signInName) };
  });
}

async function tryToChange(
  { tenant, clock }: Context,
  { viewer, user, currentPassword, newPassword }: ChangePasswordInput & { viewer: Viewer; user: UserRow },
): Promise<boolean> {
  const { userId, passwordHash: from } = user;
  if (currentPassword.length > LONGEST_PASSWORD || !(await verifyPassword(currentPassword, from))) return false;
  const to = await hashPassword(newPassword);
  return tenant.write(async (tx) => {
    if (!(await replacePassword(tx, { userId, from, to }))) return false;
    const { tenantId, sessionId: except } = viewer;
    tx.publish(tenancyEvent(passwordChanged, tenantId, { userId }));
    await forgetDevices(tx, { kind: 'user', userId, exceptSession: except }, clock.now());
    for (const sessionId of await endSessionsOf(tx, { userId, except, endedAt: clock.now() })) {
      tx.publish(tenancyEvent(sessionEnded, tenantId, { sessionId }));
    }
    return true;
  });
}
