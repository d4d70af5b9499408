import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { archiveGeofence as run } from '../../actions/archive-geofence.ts';

export const archiveGeofence: NonNullable<MutationResolvers['archiveGeofence']> = (_root, { input }, ctx) =>
  run(ctx, input);
