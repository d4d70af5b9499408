import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setHeadcountReset as run } from '../../actions/set-headcount-reset.ts';

export const setHeadcountReset: NonNullable<MutationResolvers['setHeadcountReset']> = (_root, { input }, ctx) =>
  run(ctx, input);
