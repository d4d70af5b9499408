import type { NotificationDeliveryResolvers } from '../__generated__/resolvers.ts';
import { findForTenant } from '../actions/find-for-tenant.ts';
import { messageText } from '../domain/notifications/message.ts';
import { webhookId } from '../domain/notifications/webhook-id.ts';

export const NotificationDelivery: NotificationDeliveryResolvers = {
  __resolveReference: ({ id }, ctx) => findForTenant(ctx, 'notificationDelivery', id),
  id: (row) => row.deliveryId,
  kind: ({ message }) => message.kind,
  text: ({ message }) => messageText(message),
  rule: ({ ruleId }, _args, { loaders }) => (ruleId === null ? null : loaders.notificationRule.load(ruleId)),
  user: ({ userId }, _args, { loaders }) => (userId === null ? null : loaders.user.load(userId)),
  emailAddress: ({ channel, target }) => (channel === 'EMAIL' ? target : null),
  endpoint: ({ channel, target }, _args, { loaders }) =>
    channel === 'WEBHOOK' ? loaders.webhookEndpoint.load(target) : null,
  device: async ({ channel, target }, _args, { loaders }) =>
    channel === 'PUSH' ? ((await loaders.pushSubscription.load(target))?.label ?? null) : null,
  webhookId: ({ channel, deliveryId }) => (channel === 'WEBHOOK' ? webhookId(deliveryId) : null),
  lastStatusCode: ({ lastStatus }) => lastStatus,
  attempts: ({ deliveryId }, _args, { loaders }) => loaders.deliveryAttempts.load(deliveryId),
};
