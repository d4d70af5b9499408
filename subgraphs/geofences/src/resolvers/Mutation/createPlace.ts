import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createPlace as run } from '../../actions/create-place.ts';

export const createPlace: NonNullable<MutationResolvers['createPlace']> = (_root, { input }, ctx) => run(ctx, input);
