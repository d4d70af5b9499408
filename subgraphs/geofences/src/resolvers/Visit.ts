import { NotFoundError } from '@trekker/kit';

import type { VisitResolvers } from '../__generated__/resolvers.ts';

export const Visit: VisitResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.visit.load(id),
  id: (row) => row.visitId,
  // Of a visit behind a person's the tracker may be hidden; where the entity is named, its service must know it.
  tracker: async ({ trackerId }, _args, { loaders }) =>
    (await loaders.trackerSeen.load(trackerId)) ? { id: trackerId } : null,
  geofence: async (row, _args, ctx) => {
    const geofence = await ctx.loaders.geofence.load(row.geofenceId);
    if (!geofence) throw new NotFoundError('Geofence', row.geofenceId);
    return geofence;
  },
  evidence: ({ evidence, trackerId }) => evidence.map((one) => ({ ...one, trackerId })),
  stalePhases: (row) => row.stale,
  knownAt: (row) => row.knownFrom,
};
