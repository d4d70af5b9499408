import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { streamPositions, type PositionsEvent } from '../../actions/stream-positions.ts';

export const positionUpdates: NonNullable<SubscriptionResolvers['positionUpdates']> = {
  subscribe: (_root, args, ctx) => streamPositions(ctx, { ...args, tellsLeft: true }),
  resolve: (event: PositionsEvent) => ({ ...event, positions: [...event.positions], left: [...event.left] }),
};
