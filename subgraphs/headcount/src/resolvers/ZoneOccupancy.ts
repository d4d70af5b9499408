import type { ZoneOccupancyResolvers } from '../__generated__/resolvers.ts';

export const ZoneOccupancy: ZoneOccupancyResolvers = {
  headcount: ({ zone, instants }, _args, ctx) => ctx.loaders.headcount.load({ kind: 'zone', id: zone.id, ...instants }),
};
