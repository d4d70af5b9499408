import type { MusterStationCountsResolvers } from '../__generated__/resolvers.ts';

export const MusterStationCounts: MusterStationCountsResolvers = {
  station: ({ stationId }) => ({ id: stationId }),
};
