import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setFindMyKeys as run } from '../../actions/set-find-my-keys.ts';

export const setFindMyKeys: NonNullable<MutationResolvers['setFindMyKeys']> = (_root, { input }, ctx) =>
  run(ctx, input);
