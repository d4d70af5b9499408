import type { QuarantineCountsResolvers } from '../__generated__/resolvers.ts';
import { listQuarantineIdentifiers } from '../actions/list-quarantine.ts';

export const QuarantineCounts: QuarantineCountsResolvers = {
  byIdentifier: ({ scope }, args, ctx) => listQuarantineIdentifiers(ctx, scope, args),
};
