import type { SimulatedVisitResolvers } from '../__generated__/resolvers.ts';

export const SimulatedVisit: SimulatedVisitResolvers = {
  tracker: ({ trackerId }) => ({ id: trackerId }),
};
