import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateGeofence as run } from '../../actions/update-geofence.ts';

export const updateGeofence: NonNullable<MutationResolvers['updateGeofence']> = (_root, { input }, ctx) =>
  run(ctx, input);
