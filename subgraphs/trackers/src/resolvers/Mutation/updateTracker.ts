import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateTracker as run } from '../../actions/update-tracker.ts';

export const updateTracker: NonNullable<MutationResolvers['updateTracker']> = (_root, { input }, ctx) =>
  run(ctx, input);
