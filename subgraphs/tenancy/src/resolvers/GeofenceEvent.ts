import type { GeofenceEventResolvers } from '../__generated__/resolvers.ts';

export const GeofenceEvent: GeofenceEventResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  notification: ({ id }, _args, { loaders }) => loaders.notificationOfEvent.load(id),
};
