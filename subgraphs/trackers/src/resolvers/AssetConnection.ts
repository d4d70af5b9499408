import type { AssetConnectionResolvers } from '../__generated__/resolvers.ts';
import { connectionCounts } from './connection-counts.ts';

export const AssetConnection: AssetConnectionResolvers = { totalCount: (row) => row.count(), connectionCounts };
