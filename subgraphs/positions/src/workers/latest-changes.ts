import {
  createTenantFeed,
  type Clock,
  type Database,
  type Logger,
  type LogTail,
  type Offsets,
  type TenantFeed,
} from '@trekker/kit';

import { candidatesOf, type CandidateRow } from '../db/candidates.ts';
import { liveChangesBehind, presentPoint } from '../db/live-changes.ts';

/** What changed for live streams, read once for all of them. */
export interface LatestChange {
  /** The point behind which a reader then has nothing to miss. */
  readonly point: Offsets;
  /** The present state of every tracker that may fit another filter than before. */
  readonly candidates: readonly CandidateRow[];
  /** Whether units or places may lie elsewhere than before. */
  readonly treesMoved: boolean;
}

/**
 * Tells live streams, tenant by tenant, whose newest position, unit or geofences changed, whichever process noted it. The
 * states are read once; each stream decides in memory what of them it tells.
 */
export type LatestChanges = TenantFeed<LatestChange>;

/** Ten changes a second are the most that is told. */
const PAUSE_MS = 100;

/** Changes for live streams; call it when some were noted. */
export function createLatestChanges(deps: {
  database: Database;
  clock: Clock;
  log: Logger;
  tail: LogTail;
}): LatestChanges {
  return createTenantFeed<Offsets, LatestChange>({
    ...deps,
    name: 'positions.latest',
    pauseMs: PAUSE_MS,
    source: (tenantId) => ({
      present: (read) => read((tx) => presentPoint(tx, tenantId)),
      look: (read, { point: after }) =>
        read(async (tx) => {
          const { point, trackerIds, treesMoved, more } = await liveChangesBehind(tx, tenantId, after);
          if (!trackerIds.length && !treesMoved) return { point, change: null, more };
          const candidates = trackerIds.length ? await candidatesOf(tx, trackerIds) : [];
          return { point, change: { point, candidates, treesMoved }, more };
        }),
    }),
  });
}
