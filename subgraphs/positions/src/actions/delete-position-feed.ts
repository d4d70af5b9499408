import { isUuid, requireUnitPermission, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteFeed } from '../db/feeds.ts';
import { devicesEvent, positionFeedDeleted } from '../events.ts';
import { unknownFeed } from './feed-problems.ts';

/** Takes a feed away. What came through it stays. */
export async function deletePositionFeed(
  ctx: Context,
  { feedId }: { feedId: string },
): Promise<{ feedId: string | null; userErrors: UserError[] }> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'feeds:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    if (!isUuid(feedId) || !(await deleteFeed(tx, feedId))) return { feedId: null, userErrors: [unknownFeed(feedId)] };
    tx.publish(devicesEvent(positionFeedDeleted, tenantId, { feedId }));
    return { feedId, userErrors: [] };
  });
}
