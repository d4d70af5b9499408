import { isUuid, unitReach, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteViewRow, viewFor } from '../db/saved-views.ts';
import { lockTenant } from '../db/tenants.ts';
import { tenancyEvent, viewDeleted } from '../events.ts';
import { requireViewKeeper } from './own-views.ts';
import { viewToldOf } from './save-view.ts';
import { notOwner, unknownView } from './view-problems.ts';

/** Deletes a view of the signed-in user; who administers the tenant deletes those that others share, too. */
export async function deleteView(
  ctx: Context,
  { viewId }: { viewId: string },
): Promise<{ viewId: string | null; userErrors: UserError[] }> {
  const viewer = requireViewKeeper(ctx.viewer);
  const { tenantId, actor } = viewer;
  const administers = unitReach(viewer, 'settings:write', ctx.clock.now()) === 'all';
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    const view = isUuid(viewId) ? await viewFor(tx, { userId: actor.id, viewId }) : undefined;
    if (!view) return { viewId: null, userErrors: [unknownView(viewId)] };
    if (view.userId !== actor.id && !administers) return { viewId: null, userErrors: [notOwner(view)] };
    await deleteViewRow(tx, viewId);
    tx.publish(tenancyEvent(viewDeleted, tenantId, viewToldOf(view)));
    return { viewId, userErrors: [] };
  });
}
