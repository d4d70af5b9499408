import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { addTracker as run } from '../../actions/add-tracker.ts';

export const addTracker: NonNullable<MutationResolvers['addTracker']> = (_root, { input }, ctx) => run(ctx, input);
