import type { GeofenceResolvers } from '../__generated__/resolvers.ts';

export const Geofence: GeofenceResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.zone.load(id),
  checkInCodesRevokedAt: async ({ id }, _args, ctx) => (await ctx.loaders.revocation.load(id))?.at ?? null,
  headcount: ({ id }, asked, ctx) => ctx.loaders.headcount.load({ kind: 'zone', id, ...ctx.instantsOf(asked) }),
};
