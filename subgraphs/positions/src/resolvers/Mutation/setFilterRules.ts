import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setFilterRules as run } from '../../actions/set-filter-rules.ts';

export const setFilterRules: NonNullable<MutationResolvers['setFilterRules']> = (_root, { input }, ctx) =>
  run(ctx, input);
