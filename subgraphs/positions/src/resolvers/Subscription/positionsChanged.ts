import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { streamPositions, type PositionsEvent } from '../../actions/stream-positions.ts';

export const positionsChanged: NonNullable<SubscriptionResolvers['positionsChanged']> = {
  subscribe: (_root, args, ctx) => streamPositions(ctx, args),
  resolve: (event: PositionsEvent) => ({ ...event, positions: [...event.positions] }),
};
