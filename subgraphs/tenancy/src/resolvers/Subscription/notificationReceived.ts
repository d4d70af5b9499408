import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchNotifications } from '../../actions/watch-notifications.ts';
import type { NotificationReceivedRow } from '../../db/rows.ts';

export const notificationReceived: NonNullable<SubscriptionResolvers['notificationReceived']> = {
  subscribe: (_root, { after }, ctx) => watchNotifications(ctx, after ?? null),
  resolve: (received: NotificationReceivedRow) => received,
};
