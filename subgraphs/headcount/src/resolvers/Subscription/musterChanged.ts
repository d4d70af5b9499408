import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchMuster } from '../../actions/muster/watch-muster.ts';
import type { MusterChangeRow } from '../../db/rows.ts';

export const musterChanged: NonNullable<SubscriptionResolvers['musterChanged']> = {
  subscribe: (_root, { musterId, after }, ctx) => watchMuster(ctx, { musterId, after: after ?? null }),
  resolve: (event: MusterChangeRow) => event,
};
