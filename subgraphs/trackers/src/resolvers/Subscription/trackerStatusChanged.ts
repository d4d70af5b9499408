import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchStatus } from '../../actions/watch-status.ts';
import type { TrackerStatusChangeRow } from '../../db/rows.ts';

export const trackerStatusChanged: NonNullable<SubscriptionResolvers['trackerStatusChanged']> = {
  subscribe: (_root, args, ctx) => watchStatus(ctx, args),
  resolve: (event: TrackerStatusChangeRow) => event,
};
