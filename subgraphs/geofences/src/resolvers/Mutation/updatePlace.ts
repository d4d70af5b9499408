import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updatePlace as run } from '../../actions/update-place.ts';

export const updatePlace: NonNullable<MutationResolvers['updatePlace']> = (_root, { input }, ctx) => run(ctx, input);
