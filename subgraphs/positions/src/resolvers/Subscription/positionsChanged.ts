import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { streamPositions, type PositionsEvent } from '../../actions/stream-positions.ts';

export const positionsChanged: NonNullable<SubscriptionResolvers['positionsChanged']> = {
  subscribe: (_root, { trackerIds, ...args }, ctx) =>
    streamPositions(ctx, { ...args, filter: { trackerIds }, tellsLeft: false }),
  resolve: (event: PositionsEvent) => ({ ...event, positions: [...event.positions] }),
};
