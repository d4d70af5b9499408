import { isUuid, requireUnitPermission, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteGrant } from '../db/grants.ts';
import { raiseEpoch } from '../db/users.ts';
import { rightsShrank, tenancyEvent } from '../events.ts';

export interface GrantRevoked {
  readonly grantId: string | null;
  readonly userErrors: UserError[];
}

/** Takes a role back and makes every credential that may still carry it too old. */
export async function revokeGrant(ctx: Context, { grantId }: { grantId: string }): Promise<GrantRevoked> {
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now: ctx.clock.now() });
  return ctx.tenant.write(async (tx) => {
    const gone = isUuid(grantId) ? await deleteGrant(tx, grantId) : undefined;
    if (!gone) {
      return {
        grantId: null,
        userErrors: [userError('grantId', 'NOT_FOUND', `grant ${JSON.stringify(grantId)} does not exist`)],
      };
    }
    const epoch = await raiseEpoch(tx, gone.userId);
    tx.publish(tenancyEvent(rightsShrank, tenantId, { userId: gone.userId, epoch }));
    return { grantId, userErrors: [] };
  });
}
