import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const place: NonNullable<QueryResolvers['place']> = (_root, { id }, ctx) => ctx.loaders.place.load(id);
