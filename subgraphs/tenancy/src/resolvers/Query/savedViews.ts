import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { ownViews } from '../../actions/own-views.ts';

export const savedViews: NonNullable<QueryResolvers['savedViews']> = (_root, { list }, ctx) =>
  ownViews(ctx, list ?? null);
