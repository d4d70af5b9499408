import { connectionOf, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countFeeds, pageOfFeeds } from '../db/feeds.ts';

/** A page of feeds, newest first; for who may see those of the whole tenant. */
export async function listPositionFeeds(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  requireUnitPermission(ctx.viewer, 'feeds:read', { unitId: null, now: ctx.clock.now() });
  const page = parsePage(args, ['uuid']);
  return ctx.tenant.read(async (tx) => ({
    ...connectionOf(await pageOfFeeds(tx, page), page, ({ feedId }) => [feedId]),
    totalCount: await countFeeds(tx),
  }));
}
