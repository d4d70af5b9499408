import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const asset: NonNullable<QueryResolvers['asset']> = (_root, { id }, ctx) => ctx.loaders.asset.load(id);
