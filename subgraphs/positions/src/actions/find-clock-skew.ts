import { isUuid, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import type { ClockSkew } from '../domain/clock/clock-skew.ts';

/** What is known of a tracker's clock; null when nothing is, and beyond the viewer's reach. */
export async function findClockSkew(ctx: Context, trackerId: string): Promise<ClockSkew | null> {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  if (!isUuid(trackerId) || !(await ctx.tenant.read((tx) => trackerWithin(tx, trackerId, reach)))) return null;
  return ctx.loaders.clockSkew.load(trackerId);
}
