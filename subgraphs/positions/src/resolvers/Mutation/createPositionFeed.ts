import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createPositionFeed as run } from '../../actions/create-position-feed.ts';

export const createPositionFeed: NonNullable<MutationResolvers['createPositionFeed']> = (_root, { input }, ctx) =>
  run(ctx, input);
