import { coversUnit, unitReach, type Tx } from '@trekker/kit';

import type { InvitationRow } from '../db/rows.ts';
import { usersById } from '../db/users.ts';
import { loadViewer } from './load-viewer.ts';

/**
 * Whether whoever made an invitation could make it now: a user who may sign in and may add users to the tenant. What no
 * user made stands by itself. Lock the inviter before to keep the answer true until the transaction ends.
 */
export async function mayStillInvite(
  tx: Tx,
  { invitation: { invitedBy }, now }: { invitation: InvitationRow; now: number },
): Promise<boolean> {
  if (invitedBy === null) return true;
  const [inviter] = await usersById(tx, [invitedBy]);
  if (!inviter?.active) return false;
  const viewer = await loadViewer(tx, inviter, { sessionId: null, expiresAt: null });
  return coversUnit(unitReach(viewer, 'users:write', now), null);
}
