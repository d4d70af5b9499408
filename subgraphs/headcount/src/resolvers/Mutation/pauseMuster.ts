import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { pauseMuster as run } from '../../actions/muster/set-clock.ts';

export const pauseMuster: NonNullable<MutationResolvers['pauseMuster']> = (_root, { input }, ctx) => run(ctx, input);
