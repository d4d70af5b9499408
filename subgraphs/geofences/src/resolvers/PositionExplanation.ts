import type { PositionExplanationResolvers } from '../__generated__/resolvers.ts';

export const PositionExplanation: PositionExplanationResolvers = {
  position: ({ positionId }) => ({ id: positionId }),
  tracker: ({ trackerId }) => ({ id: trackerId }),
  geofences: ({ geofences, accuracyMeters }) => geofences.map((judged) => ({ ...judged, accuracyMeters })),
};
