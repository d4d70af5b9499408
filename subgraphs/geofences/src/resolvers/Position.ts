import { parsePositionId } from '@trekker/geo';

import type { PositionResolvers } from '../__generated__/resolvers.ts';

export const Position: PositionResolvers = {
  // Where it is, the gateway says; who asks past it is told no more than that nothing is known.
  __resolveReference: (position) => ({
    latitude: 0,
    longitude: 0,
    ...position,
    isPlaced: position.latitude !== undefined && position.longitude !== undefined,
  }),
  whereabouts({ id, latitude = 0, longitude = 0, isPlaced = false }, _args, { loaders }) {
    const key = parsePositionId(id);
    return key && isPlaced ? loaders.whereabouts.load({ latitude, longitude, recordedAt: key.recordedAt }) : null;
  },
};
