import { isUuid } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const muster: NonNullable<QueryResolvers['muster']> = async (_root, { id }, ctx) =>
  isUuid(id) ? ((await ctx.musterViews.load(id))?.muster ?? null) : null;
