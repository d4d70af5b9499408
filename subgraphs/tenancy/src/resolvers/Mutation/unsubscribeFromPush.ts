import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { unsubscribeFromPush as run } from '../../actions/unsubscribe-from-push.ts';

export const unsubscribeFromPush: NonNullable<MutationResolvers['unsubscribeFromPush']> = (_root, { input }, ctx) =>
  run(ctx, input);
