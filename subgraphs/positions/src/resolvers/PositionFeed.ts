import type { PositionFeedResolvers } from '../__generated__/resolvers.ts';

export const PositionFeed: PositionFeedResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.positionFeed.load(id),
  id: (row) => row.feedId,
};
