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
  probablePhases: (row) => [...row.probable],
  stalePhases: (row) => [...row.stale],
  loiteringPhases: (row) => [...row.loitering],
  lostPhase: (row) => row.lost,
  supersededBy: (row, _args, ctx) =>
    row.supersededBy === null ? null : ctx.loaders.visitBehind.load(row.supersededBy),
  knownAt: (row) => row.knownFrom,
};
