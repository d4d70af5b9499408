import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const unit: NonNullable<QueryResolvers['unit']> = (_root, { id }, ctx) => ctx.loaders.unit.load(id);
