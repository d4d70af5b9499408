import { isUuid, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { PositionFeedRow } from '../db/rows.ts';

/** One feed, or null; for who may see those of the whole tenant. */
export async function findPositionFeed(ctx: Context, feedId: string): Promise<PositionFeedRow | null> {
  requireUnitPermission(ctx.viewer, 'feeds:read', { unitId: null, now: ctx.clock.now() });
  return isUuid(feedId) ? ctx.loaders.positionFeed.load(feedId) : null;
}
