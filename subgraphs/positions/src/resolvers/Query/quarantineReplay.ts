import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const quarantineReplay: NonNullable<QueryResolvers['quarantineReplay']> = (_root, { id }, ctx) =>
  ctx.loaders.quarantineReplay.load(id);
