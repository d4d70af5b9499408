import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listLimits } from '../../actions/list-limits.ts';

export const occupancyLimits: NonNullable<QueryResolvers['occupancyLimits']> = (_root, args, ctx) =>
  listLimits(ctx, args);
