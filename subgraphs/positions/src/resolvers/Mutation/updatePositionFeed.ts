import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updatePositionFeed as run } from '../../actions/update-position-feed.ts';

export const updatePositionFeed: NonNullable<MutationResolvers['updatePositionFeed']> = (_root, { input }, ctx) =>
  run(ctx, input);
