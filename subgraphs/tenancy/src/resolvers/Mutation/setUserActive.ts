import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setUserActive as run } from '../../actions/set-user-active.ts';

export const setUserActive: NonNullable<MutationResolvers['setUserActive']> = (_root, { input }, ctx) =>
  run(ctx, input);
