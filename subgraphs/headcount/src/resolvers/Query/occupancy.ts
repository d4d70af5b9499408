import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listOccupancy } from '../../actions/list-occupancy.ts';

export const occupancy: NonNullable<QueryResolvers['occupancy']> = (_root, asked, ctx) =>
  listOccupancy(ctx, ctx.instantsOf(asked));
