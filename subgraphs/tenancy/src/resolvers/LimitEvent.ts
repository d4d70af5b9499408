import type { LimitEventResolvers } from '../__generated__/resolvers.ts';

export const LimitEvent: LimitEventResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  notification: ({ id }, _args, { loaders }) => loaders.notificationOfEvent.load(id),
};
