import type { PlaceResolvers } from '../__generated__/resolvers.ts';

export const Place: PlaceResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.place.load(id),
  headcount: ({ id }, { asOf }, ctx) => ctx.loaders.headcount.load({ kind: 'place', id, at: ctx.instantOf(asOf) }),
};
