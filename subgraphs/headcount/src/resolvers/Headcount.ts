import { connectionOf } from '@trekker/kit';

import type { HeadcountResolvers } from '../__generated__/resolvers.ts';
import { pageOfPeople, parsePeoplePage } from '../domain/people-page.ts';

export const Headcount: HeadcountResolvers = {
  people({ people }, args) {
    const page = parsePeoplePage(args);
    const rows = pageOfPeople(people, page);
    return {
      ...connectionOf(rows, page, (row) => [row.stale ? 'stale' : 'present', row.personId]),
      totalCount: people.length,
    };
  },
};
