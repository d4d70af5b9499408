import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { changePassword as run } from '../../actions/change-password.ts';

export const changePassword: NonNullable<MutationResolvers['changePassword']> = (_root, { input }, ctx) =>
  run(ctx, input);
