import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const geofence: NonNullable<QueryResolvers['geofence']> = (_root, { id }, ctx) => ctx.loaders.geofence.load(id);
