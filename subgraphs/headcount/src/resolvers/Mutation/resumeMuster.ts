import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { resumeMuster as run } from '../../actions/muster/set-clock.ts';

export const resumeMuster: NonNullable<MutationResolvers['resumeMuster']> = (_root, { input }, ctx) => run(ctx, input);
