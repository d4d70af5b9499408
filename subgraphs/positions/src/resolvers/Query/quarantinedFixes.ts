import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listQuarantine } from '../../actions/list-quarantine.ts';

export const quarantinedFixes: NonNullable<QueryResolvers['quarantinedFixes']> = (_root, args, ctx) =>
  listQuarantine(ctx, args);
