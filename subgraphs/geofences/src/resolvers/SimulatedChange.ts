import type { SimulatedChangeResolvers } from '../__generated__/resolvers.ts';

export const SimulatedChange: SimulatedChangeResolvers = {
  tracker: ({ trackerId }) => ({ id: trackerId }),
  visitsAdded: ({ added }) => added,
  visitsRemoved: ({ removed }) => removed,
  minutesChanged: ({ changedMs }) => changedMs / 60_000,
  minutesMoved: ({ movedMs }) => movedMs / 60_000,
};
