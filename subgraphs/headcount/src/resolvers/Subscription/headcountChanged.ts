import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchHeadcount } from '../../actions/watch-headcount.ts';
import type { HeadcountChangeRow } from '../../db/rows.ts';

export const headcountChanged: NonNullable<SubscriptionResolvers['headcountChanged']> = {
  subscribe: (_root, { after }, ctx) => watchHeadcount(ctx, after ?? null),
  resolve: (event: HeadcountChangeRow) => event,
};
