import { NotFoundError } from '@trekker/kit';

import type { AssignmentResolvers } from '../__generated__/resolvers.ts';

export const Assignment: AssignmentResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.assignment.load(id),
  id: (row) => row.assignmentId,
  tracker: async (row, _args, ctx) => {
    const tracker = await ctx.loaders.tracker.load(row.trackerId);
    if (!tracker) throw new NotFoundError('Tracker', row.trackerId);
    return tracker;
  },
  person: (row, _args, ctx) => (row.personId === null ? null : ctx.loaders.person.load(row.personId)),
  asset: (row, _args, ctx) => (row.assetId === null ? null : ctx.loaders.asset.load(row.assetId)),
};
