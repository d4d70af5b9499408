import { NotFoundError } from '@trekker/kit';

import type { GeofenceResolvers } from '../__generated__/resolvers.ts';

export const Geofence: GeofenceResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.geofence.load(id),
  id: (row) => row.geofenceId,
  place: (row, _args, ctx) => (row.placeId === null ? null : ctx.loaders.place.load(row.placeId)),
  version: async (row, _args, { loaders, clock }) => {
    const versions = await loaders.versions.load(row.geofenceId);
    // Before its first version holds a geofence is shown as it will be.
    const version = versions.findLast(({ validFrom }) => validFrom <= clock.now()) ?? versions[0];
    if (!version) throw new NotFoundError('Geofence', row.geofenceId);
    return version;
  },
  versions: (row, _args, ctx) => ctx.loaders.versions.load(row.geofenceId),
};
