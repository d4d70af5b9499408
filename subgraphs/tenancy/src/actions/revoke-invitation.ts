import { isUuid, releaseName, requireUnitPermission, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteInvitation } from '../db/invitations.ts';
import { invitationRevoked, tenancyEvent } from '../events.ts';
import { INVITATION } from './invite-user.ts';

export interface InvitationWasRevoked {
  readonly invitationId: string | null;
  readonly userErrors: UserError[];
}

/** Takes an invitation back: its token stands for nothing from the commit on. */
export async function revokeInvitation(
  ctx: Context,
  { invitationId }: { invitationId: string },
): Promise<InvitationWasRevoked> {
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now: ctx.clock.now() });
  return ctx.tenant.write(async (tx) => {
    const gone = isUuid(invitationId) ? await deleteInvitation(tx, invitationId) : undefined;
    if (!gone) {
      const unknown = userError('invitationId', 'NOT_FOUND', `no invitation ${JSON.stringify(invitationId)} waits`);
      return { invitationId: null, userErrors: [unknown] };
    }
    await releaseName(tx, { kind: INVITATION, name: gone.tokenName });
    tx.publish(tenancyEvent(invitationRevoked, tenantId, { invitationId }));
    return { invitationId, userErrors: [] };
  });
}
