import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createWebhookEndpoint as run } from '../../actions/create-webhook-endpoint.ts';

export const createWebhookEndpoint: NonNullable<MutationResolvers['createWebhookEndpoint']> = (_root, { input }, ctx) =>
  run(ctx, input);
