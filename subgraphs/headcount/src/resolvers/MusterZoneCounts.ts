import type { MusterZoneCountsResolvers } from '../__generated__/resolvers.ts';

export const MusterZoneCounts: MusterZoneCountsResolvers = {
  zone: ({ id }) => (id === null ? null : { id }),
};
