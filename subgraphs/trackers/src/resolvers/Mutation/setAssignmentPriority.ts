import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setAssignmentPriority as run } from '../../actions/set-assignment-priority.ts';

export const setAssignmentPriority: NonNullable<MutationResolvers['setAssignmentPriority']> = (_root, { input }, ctx) =>
  run(ctx, input);
