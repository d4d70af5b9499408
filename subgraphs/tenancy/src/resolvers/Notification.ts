import type { NotificationResolvers } from '../__generated__/resolvers.ts';
import { findNotification } from '../actions/find-notification.ts';
import { seesNotificationsOfTenant } from '../actions/sees-notifications-of-tenant.ts';
import { sentenceOf } from '../domain/notifications/sentence.ts';

export const Notification: NotificationResolvers = {
  __resolveReference: ({ id }, ctx) => findNotification(ctx, id),
  id: (row) => row.notificationId,
  text: ({ kind, status, content: { facts, geofenceName, placeName } }) =>
    sentenceOf({ kind, status, facts, where: geofenceName ?? placeName }),
  geofence: ({ content: { facts } }) => reference(facts.geofenceId),
  place: ({ content: { facts } }) => reference(facts.placeId),
  person: ({ content: { facts } }) => reference(facts.personId),
  asset: ({ content: { facts } }) => reference(facts.assetId),
  tracker: ({ content: { facts } }) => reference(facts.trackerId),
  visitId: ({ content: { facts } }) => facts.visitId,
  limitId: ({ content: { facts } }) => facts.limitId,
  count: ({ content: { facts } }) => facts.count,
  minimum: ({ content: { facts } }) => facts.minimum,
  maximum: ({ content: { facts } }) => facts.maximum,
  musterId: ({ content: { facts } }) => facts.musterId,
  endpoint({ content: { facts } }, _args, ctx) {
    if (facts.endpointId === null || !seesNotificationsOfTenant(ctx)) return null;
    return ctx.loaders.webhookEndpoint.load(facts.endpointId);
  },
  ruleName: async ({ ruleId }, _args, { loaders }) =>
    ruleId === null ? null : ((await loaders.notificationRule.load(ruleId))?.name ?? null),
  acknowledgedBy: ({ acknowledgedBy }, _args, { loaders }) =>
    acknowledgedBy === null ? null : loaders.user.load(acknowledgedBy),
};

/** What another subgraph resolves. */
function reference(id: string | null): { id: string } | null {
  return id === null ? null : { id };
}
