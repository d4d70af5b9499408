import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchVisits } from '../../actions/watch-visits.ts';
import type { VisitChangeRow } from '../../db/rows.ts';

export const visitChanged: NonNullable<SubscriptionResolvers['visitChanged']> = {
  subscribe: (_root, args, ctx) => watchVisits(ctx, args),
  resolve: (change: VisitChangeRow) => change,
};
