import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { deleteWebhookEndpoint as run } from '../../actions/delete-webhook-endpoint.ts';

export const deleteWebhookEndpoint: NonNullable<MutationResolvers['deleteWebhookEndpoint']> = (_root, { input }, ctx) =>
  run(ctx, input);
