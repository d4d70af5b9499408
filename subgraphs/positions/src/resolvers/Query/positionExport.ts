import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const positionExport: NonNullable<QueryResolvers['positionExport']> = (_root, { id }, ctx) =>
  ctx.loaders.positionExport.load(id);
