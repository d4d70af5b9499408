import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { assignTracker as run } from '../../actions/assign-tracker.ts';

export const assignTracker: NonNullable<MutationResolvers['assignTracker']> = (_root, { input }, ctx) =>
  run(ctx, input);
