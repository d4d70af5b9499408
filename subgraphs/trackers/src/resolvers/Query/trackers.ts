import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countByConnection, pageOfTrackers } from '../../db/trackers.ts';

export const trackers: NonNullable<QueryResolvers['trackers']> = async (
  _root,
  args,
  { tenant, reach, clock, config },
) => {
  const page = parsePage(args, ['name', 'uuid']);
  const visible = reach('trackers:read');
  const silence = { now: clock.now(), limits: config };
  const { rows, connectionCounts } = await tenant.read(async (tx) => ({
    rows: await pageOfTrackers(tx, page, visible),
    connectionCounts: await countByConnection(tx, visible, silence),
  }));
  const { connected, idle, disconnected } = connectionCounts;
  const totalCount = connected + idle + disconnected;
  return { ...connectionOf(rows, page, (row) => [row.name, row.trackerId]), totalCount, connectionCounts };
};
