import { createTenantFeed, type Clock, type Database, type Logger, type LogTail, type TenantFeed } from '@trekker/kit';

import { changesBehind, presentPoint, type ChangeBehind } from '../db/changes.ts';
import type { StreamPoint } from '../domain/stream-point.ts';

/** Tells of changed headcounts, tenant by tenant, as long as somebody listens. */
export type HeadcountFeed = TenantFeed<ChangeBehind>;

/** Four changes a second are the most that is told. */
const PAUSE_MS = 250;

/** A feed of what changed in headcounts; call it when something was derived. */
export function createHeadcountFeed(deps: {
  database: Database;
  clock: Clock;
  log: Logger;
  tail: LogTail;
}): HeadcountFeed {
  return createTenantFeed<StreamPoint, ChangeBehind>({
    ...deps,
    name: 'headcount.counts',
    pauseMs: PAUSE_MS,
    source: (tenantId) => ({
      present: (read, now) => read((tx) => presentPoint(tx, tenantId, now)),
      async look(read, at) {
        const change = await read((tx) => changesBehind(tx, tenantId, at));
        const isEmpty = !change.movements.length && !change.zoneIds.length && !change.placeIds.length;
        return { point: change.to, change: isEmpty ? null : change, more: change.more };
      },
    }),
  });
}
