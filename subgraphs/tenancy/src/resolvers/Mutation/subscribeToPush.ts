import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { subscribeToPush as run } from '../../actions/subscribe-to-push.ts';

export const subscribeToPush: NonNullable<MutationResolvers['subscribeToPush']> = (_root, { input }, ctx) =>
  run(ctx, input);
