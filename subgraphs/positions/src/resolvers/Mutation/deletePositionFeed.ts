import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { deletePositionFeed as run } from '../../actions/delete-position-feed.ts';

export const deletePositionFeed: NonNullable<MutationResolvers['deletePositionFeed']> = (_root, { input }, ctx) =>
  run(ctx, input);
