import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countPlaces, pageOfPlaces } from '../../db/places.ts';

export const places: NonNullable<QueryResolvers['places']> = async (_root, args, { tenant }) => {
  const page = parsePage(args, ['name', 'uuid']);
  const { rows, totalCount } = await tenant.read(async (tx) => ({
    rows: await pageOfPlaces(tx, page),
    totalCount: await countPlaces(tx),
  }));
  return { ...connectionOf(rows, page, (row) => [row.name, row.placeId]), totalCount };
};
