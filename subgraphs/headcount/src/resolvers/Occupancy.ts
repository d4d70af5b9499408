import type { OccupancyResolvers } from '../__generated__/resolvers.ts';

export const Occupancy: OccupancyResolvers = {
  zones: ({ zoneIds, asOf }) => zoneIds.map((id) => ({ zone: { id }, asOf })),
  places: ({ placeIds, asOf }) => placeIds.map((id) => ({ place: { id }, asOf })),
  total: ({ asOf }, _args, ctx) => ctx.loaders.headcount.load({ kind: 'everywhere', at: asOf }),
};
