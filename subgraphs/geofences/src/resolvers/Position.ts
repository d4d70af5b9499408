import { parsePositionId } from '@trekker/geo';

import type { PositionResolvers } from '../__generated__/resolvers.ts';

export const Position: PositionResolvers = {
  __resolveReference: (position) => position,
  // Theirs is the word of `positions`: nobody asks for them here but together with it.
  latitude: ({ latitude }) => latitude ?? 0,
  longitude: ({ longitude }) => longitude ?? 0,
  whereabouts({ id, latitude, longitude }, _args, { loaders }) {
    const key = parsePositionId(id);
    // Only the gateway says where a position is; whoever asks without it knows of none.
    if (!key || latitude === undefined || longitude === undefined) return null;
    return loaders.whereabouts.load({ latitude, longitude, recordedAt: key.recordedAt });
  },
};
