import { NotFoundError } from '@trekker/kit';

import type { VisitResolvers } from '../__generated__/resolvers.ts';

export const Visit: VisitResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.visit.load(id),
  id: (row) => row.visitId,
  tracker: (row) => ({ id: row.trackerId }),
  geofence: async (row, _args, ctx) => {
    const geofence = await ctx.loaders.geofence.load(row.geofenceId);
    if (!geofence) throw new NotFoundError('Geofence', row.geofenceId);
    return geofence;
  },
  stalePhases: (row) => row.stale,
  knownAt: (row) => row.knownFrom,
};
