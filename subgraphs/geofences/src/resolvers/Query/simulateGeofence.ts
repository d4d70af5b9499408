import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { simulateGeofence as run } from '../../actions/simulate-geofence.ts';

export const simulateGeofence: NonNullable<QueryResolvers['simulateGeofence']> = (_root, { input }, ctx) =>
  run(ctx, input);
