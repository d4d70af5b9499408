import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createCheckInCode as run } from '../../actions/create-check-in-code.ts';

export const createCheckInCode: NonNullable<MutationResolvers['createCheckInCode']> = (_root, { input }, ctx) =>
  run(ctx, input);
