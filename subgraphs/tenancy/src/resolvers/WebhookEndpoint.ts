import type { WebhookEndpointResolvers } from '../__generated__/resolvers.ts';
import { findForTenant } from '../actions/find-for-tenant.ts';

export const WebhookEndpoint: WebhookEndpointResolvers = {
  __resolveReference: ({ id }, ctx) => findForTenant(ctx, 'webhookEndpoint', id),
  id: (row) => row.endpointId,
  previousSecretUntil: ({ previousUntil }, _args, { clock }) =>
    previousUntil !== null && clock.now() < previousUntil ? previousUntil : null,
};
