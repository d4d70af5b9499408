import type { DeviceClaimResolvers } from '../__generated__/resolvers.ts';

export const DeviceClaim: DeviceClaimResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.deviceClaim.load(id),
  id: (row) => row.claimId,
  tracker: (row) => (row.trackerId === null ? null : { id: row.trackerId }),
};
