import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countQuarantine } from '../../actions/list-quarantine.ts';

export const quarantineCounts: NonNullable<QueryResolvers['quarantineCounts']> = (_root, args, ctx) =>
  countQuarantine(ctx, args);
