import type { AssetResolvers } from '../__generated__/resolvers.ts';

export const Asset: AssetResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.asset.load(id),
  id: (row) => row.assetId,
  unit: (row) => (row.unitId === null ? null : { id: row.unitId }),
  trackers: async (row, _args, ctx) =>
    (await ctx.loaders.trackersOfAsset.load(row.assetId)).map(({ tracker }) => tracker),
};
