import {
  createTenantFeed,
  type Clock,
  type Database,
  type Logger,
  type LogTail,
  type Offsets,
  type TenantFeed,
} from '@trekker/kit';

import { latestOffsets, trackersWithLatestSince } from '../db/latest.ts';

/**
 * Tells live streams whose newest position changed, tenant by tenant, whichever process noted it; the positions
 * themselves are read from the database.
 */
export type LatestChanges = TenantFeed<readonly string[]>;

/** Ten changes a second are the most that is told. */
const PAUSE_MS = 100;

/** Changes of newest positions; call it when some were noted. */
export function createLatestChanges(deps: {
  database: Database;
  clock: Clock;
  log: Logger;
  tail: LogTail;
}): LatestChanges {
  return createTenantFeed<Offsets, readonly string[]>({
    ...deps,
    name: 'positions.latest',
    pauseMs: PAUSE_MS,
    source: () => ({
      present: (read) => read(latestOffsets),
      look: (read, { point }) =>
        read(async (tx) => {
          const reached = await latestOffsets(tx);
          const isQuiet = Object.entries(reached).every(([head, offset]) => point[head] === offset);
          const changed = isQuiet ? [] : await trackersWithLatestSince(tx, point);
          return { point: reached, change: changed.length ? changed : null, more: false };
        }),
    }),
  });
}
