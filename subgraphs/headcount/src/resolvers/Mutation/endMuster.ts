import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { endMuster as run } from '../../actions/muster/set-clock.ts';

export const endMuster: NonNullable<MutationResolvers['endMuster']> = (_root, { input }, ctx) => run(ctx, input);
