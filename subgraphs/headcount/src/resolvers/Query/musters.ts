import { connectionOf, isUuid, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { mustersOf } from '../../db/muster/musters.ts';

export const musters: NonNullable<QueryResolvers['musters']> = async (_root, { filter, ...args }, ctx) => {
  const page = parsePage(args, ['instant', 'uuid']);
  const { placeId = null, mode = null, open = null } = filter ?? {};
  const isNothing = placeId !== null && !isUuid(placeId);
  const rows = isNothing ? [] : await ctx.tenant.read((tx) => mustersOf(tx, { placeId, mode, open }, page));
  return connectionOf(rows, page, ({ startedAt, musterId }) => [String(startedAt), musterId]);
};
