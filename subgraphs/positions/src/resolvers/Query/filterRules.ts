import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listFilterRules } from '../../actions/list-filter-rules.ts';

export const filterRules: NonNullable<QueryResolvers['filterRules']> = (_root, args, ctx) => listFilterRules(ctx, args);
