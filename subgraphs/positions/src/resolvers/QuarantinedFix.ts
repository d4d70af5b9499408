import type { QuarantinedFixResolvers } from '../__generated__/resolvers.ts';

export const QuarantinedFix: QuarantinedFixResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.quarantinedFix.load(id),
  id: (row) => row.fixId,
  tracker: (row) => (row.trackerId === null ? null : { id: row.trackerId }),
};
