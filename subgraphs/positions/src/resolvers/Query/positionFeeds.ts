import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listPositionFeeds } from '../../actions/list-position-feeds.ts';

export const positionFeeds: NonNullable<QueryResolvers['positionFeeds']> = (_root, args, ctx) =>
  listPositionFeeds(ctx, args);
