import type { WhereaboutsResolvers } from '../__generated__/resolvers.ts';

export const Whereabouts: WhereaboutsResolvers = {
  geofence: ({ geofenceId }, _args, { loaders }) => (geofenceId === null ? null : loaders.geofence.load(geofenceId)),
  place: ({ placeId }, _args, { loaders }) => (placeId === null ? null : loaders.place.load(placeId)),
  landmark: ({ near }) => near?.landmark.name ?? null,
  landmarkMeters: ({ near }) => near?.meters ?? null,
};
