import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { testWebhookEndpoint as run } from '../../actions/test-webhook-endpoint.ts';

export const testWebhookEndpoint: NonNullable<MutationResolvers['testWebhookEndpoint']> = (_root, { input }, ctx) =>
  run(ctx, input);
