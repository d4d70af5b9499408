import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listPositionExports } from '../../actions/list-position-exports.ts';

export const positionExports: NonNullable<QueryResolvers['positionExports']> = (_root, args, ctx) =>
  listPositionExports(ctx, args);
