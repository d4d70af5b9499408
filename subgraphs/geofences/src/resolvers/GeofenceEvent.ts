import { NotFoundError } from '@trekker/kit';

import type { GeofenceEventResolvers } from '../__generated__/resolvers.ts';

export const GeofenceEvent: GeofenceEventResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.geofenceEvent.load(id),
  id: (row) => row.eventId,
  geofence: async (row, _args, ctx) => {
    const geofence = await ctx.loaders.geofence.load(row.geofenceId);
    if (!geofence) throw new NotFoundError('Geofence', row.geofenceId);
    return geofence;
  },
  person: ({ personId }) => (personId === null ? null : { id: personId }),
  asset: async ({ assetId }, _args, { loaders }) =>
    assetId !== null && (await loaders.assetSeen.load(assetId)) ? { id: assetId } : null,
  tracker: async ({ trackerId }, _args, { loaders }) =>
    (await loaders.trackerSeen.load(trackerId)) ? { id: trackerId } : null,
  visit: (row, _args, ctx) => ctx.loaders.visitBehind.load(row.visitId),
  knownAt: (row) => row.knownFrom,
};
