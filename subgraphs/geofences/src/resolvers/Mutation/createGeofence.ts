import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createGeofence as run } from '../../actions/create-geofence.ts';

export const createGeofence: NonNullable<MutationResolvers['createGeofence']> = (_root, { input }, ctx) =>
  run(ctx, input);
