import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listGeofences } from '../../actions/list-geofences.ts';

export const geofences: NonNullable<QueryResolvers['geofences']> = (_root, args, ctx) => listGeofences(ctx, args);
