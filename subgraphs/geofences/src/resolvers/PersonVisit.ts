import { NotFoundError } from '@trekker/kit';

import type { PersonVisitResolvers } from '../__generated__/resolvers.ts';

export const PersonVisit: PersonVisitResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.personVisit.load(id),
  id: (row) => row.personVisitId,
  person: (row) => ({ id: row.personId }),
  geofence: async (row, _args, ctx) => {
    const geofence = await ctx.loaders.geofence.load(row.geofenceId);
    if (!geofence) throw new NotFoundError('Geofence', row.geofenceId);
    return geofence;
  },
  // Whoever may see the person may see what the person's visit is made of, whichever unit the tracker belongs to.
  visit: async (row, _args, ctx) => {
    const visit = await ctx.loaders.visitBehind.load(row.visitId);
    if (!visit) throw new NotFoundError('Visit', row.visitId);
    return visit;
  },
  probablePhases: (row) => row.probable,
  stalePhases: (row) => row.stale,
  lostPhase: ({ lostFrom, lostTo }) => (lostFrom === null ? null : { from: lostFrom, to: lostTo }),
  knownAt: (row) => row.knownFrom,
};
