import { isUuid, requireUnitPermission, userError, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteGrant, lockAdministratorGrants } from '../db/grants.ts';
import { raiseEpoch } from '../db/users.ts';
import { grantRevoked, rightsShrank, tenancyEvent } from '../events.ts';

export interface GrantRevoked {
  readonly grantId: string | null;
  readonly userErrors: UserError[];
}

/**
 * Takes a role back and makes every credential that may still carry it too old. The last grant that lets somebody
 * administer the whole tenant stays: nobody could give it again.
 */
export async function revokeGrant(ctx: Context, { grantId }: { grantId: string }): Promise<GrantRevoked> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    if (await isLastAdministrator(tx, { grantId, now })) {
      return { grantId: null, userErrors: [lastAdministrator('grantId')] };
    }
    const gone = isUuid(grantId) ? await deleteGrant(tx, grantId) : undefined;
    if (!gone) {
      return {
        grantId: null,
        userErrors: [userError('grantId', 'NOT_FOUND', `grant ${JSON.stringify(grantId)} does not exist`)],
      };
    }
    const epoch = await raiseEpoch(tx, gone.userId);
    const { userId, role, unitId } = gone;
    tx.publish(tenancyEvent(grantRevoked, tenantId, { grantId, userId, role, unitId }));
    tx.publish(tenancyEvent(rightsShrank, tenantId, { userId, epoch }));
    return { grantId, userErrors: [] };
  });
}

async function isLastAdministrator(tx: Tx, { grantId, now }: { grantId: string; now: number }): Promise<boolean> {
  const live = await lockAdministratorGrants(tx, now);
  return live.length === 1 && live[0]?.grantId === grantId;
}

/** Why the last administrator of a tenant stays one. */
export function lastAdministrator(field: string): UserError {
  const message = 'nobody else administers the whole tenant; grant somebody that role first';
  return userError(field, 'LAST_ADMINISTRATOR', message);
}
