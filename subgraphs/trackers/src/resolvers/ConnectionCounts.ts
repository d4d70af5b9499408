import type { ConnectionCountsResolvers } from '../__generated__/resolvers.ts';

export const ConnectionCounts: ConnectionCountsResolvers = {
  connected: (row) => row.CONNECTED,
  idle: (row) => row.IDLE,
  disconnected: (row) => row.DISCONNECTED,
};
