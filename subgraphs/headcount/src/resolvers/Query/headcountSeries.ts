import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { headcountSeries as run } from '../../actions/headcount-series.ts';

export const headcountSeries: NonNullable<QueryResolvers['headcountSeries']> = async (_root, args, ctx) => {
  const series = await run(ctx, args);
  return series && { points: [...series.points], maximum: series.maximum.count, maximumAt: series.maximum.at };
};
