import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { startMuster as run } from '../../actions/muster/start-muster.ts';

export const startMuster: NonNullable<MutationResolvers['startMuster']> = (_root, { input }, ctx) => run(ctx, input);
