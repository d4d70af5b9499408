import type { QuarantineIdentifierCountResolvers } from '../__generated__/resolvers.ts';

export const QuarantineIdentifierCount: QuarantineIdentifierCountResolvers = {
  tracker: (row) => (row.trackerId === null ? null : { id: row.trackerId }),
};
