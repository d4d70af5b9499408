import { NotFoundError } from '@trekker/kit';

import type { LimitEventResolvers } from '../__generated__/resolvers.ts';

export const LimitEvent: LimitEventResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.limitEvent.load(id),
  id: ({ eventId }) => eventId,
  limit: async ({ limitId }, _args, ctx) => {
    const limit = await ctx.loaders.limit.load(limitId);
    if (!limit) throw new NotFoundError('OccupancyLimit', limitId);
    return limit;
  },
  knownAt: ({ knownFrom }) => knownFrom,
};
