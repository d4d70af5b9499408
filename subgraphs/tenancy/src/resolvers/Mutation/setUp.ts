import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setUp as run } from '../../actions/set-up.ts';

export const setUp: NonNullable<MutationResolvers['setUp']> = (_root, { input }, ctx) => run(ctx, input);
