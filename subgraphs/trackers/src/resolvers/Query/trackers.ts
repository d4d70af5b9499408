import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countTrackers, pageOfTrackers } from '../../db/trackers.ts';

export const trackers: NonNullable<QueryResolvers['trackers']> = async (_root, args, { tenant, reach }) => {
  const page = parsePage(args, ['name', 'uuid']);
  const visible = reach('trackers:read');
  const { rows, totalCount } = await tenant.read(async (tx) => ({
    rows: await pageOfTrackers(tx, page, visible),
    totalCount: await countTrackers(tx, visible),
  }));
  return { ...connectionOf(rows, page, (row) => [row.name, row.trackerId]), totalCount };
};
