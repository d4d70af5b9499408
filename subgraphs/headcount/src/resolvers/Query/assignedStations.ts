import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { assignedStationsNow } from '../../db/muster/stations.ts';

export const assignedStations: NonNullable<QueryResolvers['assignedStations']> = async (_root, args, ctx) => {
  const page = parsePage(args, ['instant', 'uuid']);
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'muster:read', now), 'muster:read', now);
  const rows = await ctx.tenant.read((tx) => assignedStationsNow(tx, { page, reach }));
  return connectionOf(rows, page, ({ setAt, assignmentId }) => [String(setAt), assignmentId]);
};
