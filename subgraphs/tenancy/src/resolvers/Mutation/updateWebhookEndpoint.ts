import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateWebhookEndpoint as run } from '../../actions/update-webhook-endpoint.ts';

export const updateWebhookEndpoint: NonNullable<MutationResolvers['updateWebhookEndpoint']> = (_root, { input }, ctx) =>
  run(ctx, input);
