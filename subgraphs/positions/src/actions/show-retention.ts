import { isUuid, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import { forgottenOf, heldNow, retentionOf } from '../db/retention.ts';
import type { PositionRetentionRow } from '../db/rows.ts';
import { takesEffectAt } from '../domain/retention.ts';

/** For how long the viewer's tenant keeps positions, as far as its settings and holds are known here. */
export async function showRetention(ctx: Context): Promise<PositionRetentionRow> {
  requirePermission(ctx.viewer, 'positions:read', ctx.clock.now());
  return ctx.tenant.read(async (tx) => {
    const [retention, forgotten, held] = [await retentionOf(tx), await forgottenOf(tx), await heldNow(tx)];
    return {
      keepDays: retention?.days ?? null,
      takesEffectAt: retention && takesEffectAt(retention),
      keptSince: forgotten?.keptSince ?? null,
      deletedAt: forgotten?.deletedAt ?? null,
      isTenantHeld: held.isTenantHeld,
      heldTrackerCount: held.trackerIds.length,
    };
  });
}

/** Since when positions of a tracker are kept; null where none were deleted, and beyond the viewer's reach. */
export async function findKeptSince(ctx: Context, trackerId: string): Promise<number | null> {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  if (!isUuid(trackerId) || !(await ctx.tenant.read((tx) => trackerWithin(tx, trackerId, reach)))) return null;
  return ctx.loaders.keptSince.load(trackerId);
}
