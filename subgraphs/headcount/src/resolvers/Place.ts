import type { PlaceResolvers } from '../__generated__/resolvers.ts';

export const Place: PlaceResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.place.load(id),
  headcount: ({ id }, asked, ctx) => ctx.loaders.headcount.load({ kind: 'place', id, ...ctx.instantsOf(asked) }),
  async headcountReset({ id }, _args, ctx) {
    const schedule = await ctx.loaders.reset.load(id);
    return schedule?.localTime == null ? null : schedule;
  },
};
