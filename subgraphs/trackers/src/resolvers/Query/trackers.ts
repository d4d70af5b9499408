import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listTrackers } from '../../actions/list-trackers.ts';

export const trackers: NonNullable<QueryResolvers['trackers']> = (_root, args, ctx) => listTrackers(ctx, args);
