import type { UnitResolvers } from '../__generated__/resolvers.ts';
import { mayWriteUnit } from '../actions/may-write-unit.ts';

export const Unit: UnitResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.unit.load(id),
  id: (row) => row.unitId,
  parent: (row, _args, ctx) => (row.parentId === null ? null : ctx.loaders.unit.load(row.parentId)),
  children: (row, _args, ctx) => ctx.loaders.unitChildren.load(row.unitId),
  mayWrite: (row, _args, ctx) => mayWriteUnit(ctx, row.unitId),
};
