import type { TrackerConnectionResolvers } from '../__generated__/resolvers.ts';

export const TrackerConnection: TrackerConnectionResolvers = {
  async totalCount(row) {
    const counts = await row.countByConnection();
    const statuses = row.connection ? new Set(row.connection) : (['CONNECTED', 'IDLE', 'DISCONNECTED'] as const);
    return [...statuses].reduce((total, status) => total + counts[status], 0);
  },
  connectionCounts: (row) => row.countByConnection(),
};
