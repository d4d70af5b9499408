import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const user: NonNullable<QueryResolvers['user']> = (_root, { id }, ctx) => ctx.loaders.user.load(id);
