import type { GrantResolvers } from '../__generated__/resolvers.ts';

export const Grant: GrantResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.grant.load(id),
  id: (row) => row.grantId,
  unit: (row, _args, ctx) => (row.unitId === null ? null : ctx.loaders.unit.load(row.unitId)),
};
