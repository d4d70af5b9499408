import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { markMuster as run } from '../../actions/muster/mark-muster.ts';

export const markMuster: NonNullable<MutationResolvers['markMuster']> = (_root, { input }, ctx) => run(ctx, input);
