import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listOccupancy } from '../../actions/list-occupancy.ts';

export const occupancy: NonNullable<QueryResolvers['occupancy']> = (_root, { asOf }, ctx) =>
  listOccupancy(ctx, ctx.instantOf(asOf));
