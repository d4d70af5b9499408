import type { PositionExportResolvers } from '../__generated__/resolvers.ts';

export const PositionExport: PositionExportResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.positionExport.load(id),
  id: (row) => row.exportId,
  files: (row, _args, ctx) => (row.state === 'DONE' ? ctx.loaders.exportFiles.load(row.exportId) : []),
};
