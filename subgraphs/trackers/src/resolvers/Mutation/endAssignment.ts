import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { endAssignment as run } from '../../actions/end-assignment.ts';

export const endAssignment: NonNullable<MutationResolvers['endAssignment']> = (_root, { input }, ctx) =>
  run(ctx, input);
