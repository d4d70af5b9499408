import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listLimitEvents } from '../../actions/list-limit-events.ts';

export const limitEvents: NonNullable<QueryResolvers['limitEvents']> = (_root, args, ctx) => listLimitEvents(ctx, args);
