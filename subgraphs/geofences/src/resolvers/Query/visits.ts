import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listVisits } from '../../actions/list-visits.ts';

export const visits: NonNullable<QueryResolvers['visits']> = (_root, args, ctx) => listVisits(ctx, args);
