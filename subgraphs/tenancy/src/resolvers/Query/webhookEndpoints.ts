import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listWebhookEndpoints } from '../../actions/list-webhook-endpoints.ts';

export const webhookEndpoints: NonNullable<QueryResolvers['webhookEndpoints']> = (_root, args, ctx) =>
  listWebhookEndpoints(ctx, args);
