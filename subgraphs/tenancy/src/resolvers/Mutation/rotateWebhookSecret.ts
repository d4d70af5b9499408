import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { rotateWebhookSecret as run } from '../../actions/rotate-webhook-secret.ts';

export const rotateWebhookSecret: NonNullable<MutationResolvers['rotateWebhookSecret']> = (_root, { input }, ctx) =>
  run(ctx, input);
