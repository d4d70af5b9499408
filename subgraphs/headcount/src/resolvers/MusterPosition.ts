import type { MusterPositionResolvers } from '../__generated__/resolvers.ts';

export const MusterPosition: MusterPositionResolvers = {
  zone: ({ zoneId }) => (zoneId === null ? null : { id: zoneId }),
  ageSeconds: ({ ageMs }) => ageMs / 1_000,
};
