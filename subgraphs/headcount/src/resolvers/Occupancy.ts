import type { OccupancyResolvers } from '../__generated__/resolvers.ts';

export const Occupancy: OccupancyResolvers = {
  asOf: ({ instants }) => instants.at,
  knownAt: ({ instants }) => instants.knownAt,
  zones: ({ zoneIds, instants }) => zoneIds.map((id) => ({ zone: { id }, instants })),
  places: ({ placeIds, instants }) => placeIds.map((id) => ({ place: { id }, instants })),
  total: ({ instants }, _args, ctx) => ctx.loaders.headcount.load({ kind: 'everywhere', ...instants }),
};
