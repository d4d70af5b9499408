import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchEvents } from '../../actions/watch-events.ts';
import type { GeofenceEventChangeRow } from '../../db/rows.ts';

export const geofenceEvent: NonNullable<SubscriptionResolvers['geofenceEvent']> = {
  subscribe: (_root, args, ctx) => watchEvents(ctx, args),
  resolve: (change: GeofenceEventChangeRow) => change,
};
