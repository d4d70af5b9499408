import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countPeople, pageOfPeople } from '../../db/people.ts';

export const people: NonNullable<QueryResolvers['people']> = async (_root, args, { tenant, reach }) => {
  const page = parsePage(args, ['name', 'uuid']);
  const visible = reach('people:read');
  const { rows, totalCount } = await tenant.read(async (tx) => ({
    rows: await pageOfPeople(tx, page, visible),
    totalCount: await countPeople(tx, visible),
  }));
  return { ...connectionOf(rows, page, (row) => [row.name, row.personId]), totalCount };
};
