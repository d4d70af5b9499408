import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchTrackers } from '../../actions/watch-trackers.ts';
import type { TrackersChangeRow } from '../../db/rows.ts';

export const trackersChanged: NonNullable<SubscriptionResolvers['trackersChanged']> = {
  subscribe: (_root, { after = null }, ctx) => watchTrackers(ctx, after),
  resolve: (event: TrackersChangeRow) => event,
};
