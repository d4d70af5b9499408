import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const tracker: NonNullable<QueryResolvers['tracker']> = (_root, { id }, ctx) => ctx.loaders.tracker.load(id);
