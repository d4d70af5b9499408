import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listEvents } from '../../actions/list-events.ts';

export const geofenceEvents: NonNullable<QueryResolvers['geofenceEvents']> = (_root, args, ctx) =>
  listEvents(ctx, args);
