import type { AssetConnectionResolvers } from '../__generated__/resolvers.ts';

export const AssetConnection: AssetConnectionResolvers = {
  totalCount: (row) => row.count(),
  connectionCounts: (row) => row.countByConnection(),
};
