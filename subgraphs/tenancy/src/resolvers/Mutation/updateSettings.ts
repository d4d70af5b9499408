import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateSettings as run } from '../../actions/update-settings.ts';

export const updateSettings: NonNullable<MutationResolvers['updateSettings']> = (_root, { input }, ctx) =>
  run(ctx, input);
