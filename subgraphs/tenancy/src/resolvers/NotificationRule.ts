import type { NotificationRuleResolvers } from '../__generated__/resolvers.ts';
import { findForTenant } from '../actions/find-for-tenant.ts';

export const NotificationRule: NotificationRuleResolvers = {
  __resolveReference: ({ id }, ctx) => findForTenant(ctx, 'notificationRule', id),
  id: (row) => row.ruleId,
  geofences: ({ geofenceIds }) => references(geofenceIds),
  places: ({ placeIds }) => references(placeIds),
  people: ({ personIds }) => references(personIds),
  assets: ({ assetIds }) => references(assetIds),
  units: async ({ unitIds }, _args, { loaders }) => loaded(await loaders.unit.loadMany(unitIds)),
  inAppUsers: async ({ userIds }, _args, { loaders }) => loaded(await loaders.user.loadMany(userIds)),
  emailUsers: async ({ emailUserIds }, _args, { loaders }) => loaded(await loaders.user.loadMany(emailUserIds)),
  endpoints: async ({ endpointIds }, _args, { loaders }) => loaded(await loaders.webhookEndpoint.loadMany(endpointIds)),
};

/** What other subgraphs resolve. */
function references(ids: readonly string[]): { id: string }[] {
  return ids.map((id) => ({ id }));
}

/** What is there; fails where the database did not answer. */
function loaded<T>(rows: readonly (T | Error | null)[]): T[] {
  return rows.flatMap((row) => {
    if (row instanceof Error) throw row;
    return row === null ? [] : [row];
  });
}
