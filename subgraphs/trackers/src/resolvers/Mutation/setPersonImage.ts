import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setPersonImage as run } from '../../actions/set-person-image.ts';

export const setPersonImage: NonNullable<MutationResolvers['setPersonImage']> = (_root, { input }, ctx) =>
  run(ctx, input);
