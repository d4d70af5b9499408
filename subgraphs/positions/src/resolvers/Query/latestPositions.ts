import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { withinTime } from '../../actions/span.ts';
import { pageAsOf } from '../../db/history.ts';
import { pageOfLatest } from '../../db/latest.ts';

export const latestPositions: NonNullable<QueryResolvers['latestPositions']> = async (_root, args, ctx) => {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  const page = parsePage(args, ['uuid']);
  const { asOf } = args;
  const rows = await ctx.tenant.read((tx) =>
    asOf == null ? pageOfLatest(tx, page, reach) : pageAsOf(tx, page, { reach, at: withinTime(asOf) }),
  );
  return connectionOf(rows, page, (row) => [row.tracker_id]);
};
