import type { QuarantinedFixResolvers } from '../__generated__/resolvers.ts';

export const QuarantinedFix: QuarantinedFixResolvers = {
  id: (row) => row.fixId,
  tracker: (row) => (row.trackerId === null ? null : { id: row.trackerId }),
};
