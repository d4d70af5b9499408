import type { PlaceResolvers } from '../__generated__/resolvers.ts';

export const Place: PlaceResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.place.load(id),
  id: (row) => row.placeId,
  parent: (row, _args, ctx) => (row.parentId === null ? null : ctx.loaders.place.load(row.parentId)),
  children: (row, _args, ctx) => ctx.loaders.placeChildren.load(row.placeId),
  geofences: (row, _args, ctx) => ctx.loaders.placeGeofences.load(row.placeId),
  plan: async (row, _args, ctx) => {
    const kept = await ctx.loaders.placePlan.load(row.placeId);
    return kept && JSON.parse(kept.plan);
  },
};
