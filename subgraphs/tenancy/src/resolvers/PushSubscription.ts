import type { PushSubscriptionResolvers } from '../__generated__/resolvers.ts';

export const PushSubscription: PushSubscriptionResolvers = {
  id: (row) => row.subscriptionId,
};
