import { isUuid, requireUnitPermission, userError, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { lockAdministratorGrants } from '../db/grants.ts';
import type { UserRow } from '../db/rows.ts';
import { endSessionsOf } from '../db/sessions.ts';
import { raiseEpoch, setActive, usersById } from '../db/users.ts';
import { rightsShrank, tenancyEvent, userActivated, userDeactivated } from '../events.ts';
import { forgetDevices } from './forget-devices.ts';
import { lastAdministrator } from './revoke-grant.ts';

export interface SetUserActiveInput {
  readonly userId: string;
  readonly active: boolean;
}

export interface UserActiveSet {
  readonly user: UserRow | null;
  readonly userErrors: UserError[];
}

/**
 * Lets a user sign in or not. Whoever may not loses sessions and credentials at once and keeps roles and history. The
 * last user who administers the whole tenant stays: nobody could let them in again.
 */
export async function setUserActive(ctx: Context, { userId, active }: SetUserActiveInput): Promise<UserActiveSet> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    if (!active && (await isLastAdministrator(tx, { userId, now }))) {
      return { user: null, userErrors: [lastAdministrator('userId')] };
    }
    const [known] = isUuid(userId) ? await usersById(tx, [userId]) : [];
    if (!known) {
      const unknown = userError('userId', 'NOT_FOUND', `user ${JSON.stringify(userId)} does not exist`);
      return { user: null, userErrors: [unknown] };
    }
    const changed = await setActive(tx, userId, active);
    if (!changed) return { user: known, userErrors: [] };
    tx.publish(tenancyEvent(active ? userActivated : userDeactivated, tenantId, { userId }));
    if (!active) {
      await endSessionsOf(tx, { userId, endedAt: now });
      await forgetDevices(tx, { kind: 'user', userId, exceptSession: null }, now);
      tx.publish(tenancyEvent(rightsShrank, tenantId, { userId, epoch: await raiseEpoch(tx, userId) }));
    }
    return { user: changed, userErrors: [] };
  });
}

async function isLastAdministrator(tx: Tx, { userId, now }: { userId: string; now: number }): Promise<boolean> {
  const administrators = new Set((await lockAdministratorGrants(tx, now)).map((grant) => grant.userId));
  return administrators.size === 1 && administrators.has(userId);
}
