import type { GeofenceVersionResolvers } from '../__generated__/resolvers.ts';
import { parseVersionId, versionId } from '../domain/geofence/version-id.ts';

export const GeofenceVersion: GeofenceVersionResolvers = {
  __resolveReference: async ({ id }, ctx) => {
    const key = parseVersionId(id);
    const versions = key ? await ctx.loaders.versions.load(key.geofenceId) : [];
    return versions.find(({ number }) => number === key?.number) ?? null;
  },
  id: (row) => versionId(row),
  boundary: (row) => (row.boundary === null ? null : (JSON.parse(row.boundary) as unknown)),
  corridor: ({ line, widthMeters }) =>
    line === null || widthMeters === null ? null : { line: JSON.parse(line) as unknown, widthMeters },
  circle: ({ latitude, longitude, radiusMeters }) =>
    latitude === null || longitude === null || radiusMeters === null ? null : { latitude, longitude, radiusMeters },
};
