import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findPositionFeed } from '../../actions/find-position-feed.ts';

export const positionFeed: NonNullable<QueryResolvers['positionFeed']> = (_root, { id }, ctx) =>
  findPositionFeed(ctx, id);
