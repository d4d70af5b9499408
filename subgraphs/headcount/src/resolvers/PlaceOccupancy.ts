import type { PlaceOccupancyResolvers } from '../__generated__/resolvers.ts';

export const PlaceOccupancy: PlaceOccupancyResolvers = {
  headcount: ({ place, instants }, _args, ctx) =>
    ctx.loaders.headcount.load({ kind: 'place', id: place.id, ...instants }),
};
