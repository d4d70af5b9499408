import type { AssetResolvers } from '../__generated__/resolvers.ts';
import { connectionOfCarried, lastHeardAt, lastPositionId, zonesOfCarried } from '../actions/carried-trackers.ts';
import { listCarried } from '../actions/list-carried.ts';
import type { Context } from '../context.ts';
import type { AssetRow } from '../db/rows.ts';

export const Asset: AssetResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.asset.load(id),
  id: (row) => row.assetId,
  unit: (row) => (row.unitId === null ? null : { id: row.unitId }),
  trackers: async (row, _args, ctx) => (await carriedBy(row, ctx)).map(({ tracker }) => tracker),
  assignments: ({ assetId }, args, ctx) => listCarried(ctx, { carrier: 'assetId', carrierId: assetId }, args),
  connection: async (row, _args, ctx) => connectionOfCarried(ctx, await carriedBy(row, ctx)),
  lastHeardAt: async (row, _args, ctx) => lastHeardAt(ctx, await carriedBy(row, ctx)),
  lastPosition: async (row, _args, ctx) => {
    const id = await lastPositionId(ctx, await carriedBy(row, ctx));
    return id === null ? null : { id };
  },
  zones: async (row, _args, ctx) => {
    const zones = await zonesOfCarried(ctx, await carriedBy(row, ctx));
    return zones.map(({ geofenceId }) => ({ id: geofenceId }));
  },
  image: async (row, _args, ctx) => (await ctx.loaders.imageOfAsset.load(row.assetId))[0] ?? null,
};

function carriedBy({ assetId }: AssetRow, { loaders }: Context) {
  return loaders.trackersOfAsset.load(assetId);
}
