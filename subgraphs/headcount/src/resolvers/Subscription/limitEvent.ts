import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchLimitEvents } from '../../actions/watch-limit-events.ts';
import type { LimitEventChangeRow } from '../../db/rows.ts';

export const limitEvent: NonNullable<SubscriptionResolvers['limitEvent']> = {
  subscribe: (_root, args, ctx) => watchLimitEvents(ctx, args),
  resolve: (change: LimitEventChangeRow) => change,
};
