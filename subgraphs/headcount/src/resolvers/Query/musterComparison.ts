import { InvalidInputError, isUuid } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { reportMuster } from '../../actions/muster/report-muster.ts';

const MOST = 20;

export const musterComparison: NonNullable<QueryResolvers['musterComparison']> = async (_root, { ids }, ctx) => {
  if (ids.length < 1 || ids.length > MOST)
    throw new InvalidInputError('ids', `must be 1 to ${MOST}, got ${ids.length}`);
  const views = await ctx.musterViews.loadMany([...new Set(ids)].filter(isUuid));
  const failure = views.find((view) => view instanceof Error);
  if (failure) throw failure;
  return Promise.all(views.flatMap((view) => (view && !(view instanceof Error) ? [reportMuster(ctx, view)] : [])));
};
