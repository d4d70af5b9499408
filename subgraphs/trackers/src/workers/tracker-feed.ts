import {
  createTenantFeed,
  type Clock,
  type Database,
  type Logger,
  type LogTail,
  type RoomSource,
  type TenantFeed,
} from '@trekker/kit';

import { changesBehind, presentPoint } from '../db/changes.ts';
import type { TrackerRow } from '../db/rows.ts';
import { trackersById } from '../db/trackers.ts';
import { newestOfTree } from '../db/units.ts';
import { createConflation } from '../domain/conflation.ts';
import type { SilenceLimits } from '../domain/connection-status.ts';
import type { StreamPoint } from '../domain/stream-point.ts';
import { TRACKERS_TOPIC } from '../events.ts';

/** Trackers that changed together, and a point behind which a reader then has nothing to miss. */
export interface TrackerChange {
  readonly point: StreamPoint;
  readonly trackers: readonly TrackerRow[];
  /** Whether units may lie elsewhere in their tree than before. */
  readonly unitsMoved: boolean;
}

/** Tells of changed trackers, tenant by tenant, as long as somebody listens. */
export type TrackerFeed = TenantFeed<TrackerChange>;

/** A feed of changed trackers that is called by the log's own wake-ups. */
export function createTrackerFeed({
  limits,
  ...deps
}: {
  database: Database;
  limits: SilenceLimits;
  clock: Clock;
  log: Logger;
  tail: LogTail;
}): TrackerFeed {
  return createTenantFeed({
    ...deps,
    name: 'trackers.trackers',
    topic: TRACKERS_TOPIC,
    pauseMs: 0,
    source: (tenantId) => createTrackerSource(tenantId, limits),
  });
}

function createTrackerSource(tenantId: string, limits: SilenceLimits): RoomSource<StreamPoint, TrackerChange> {
  const conflation = createConflation();
  let tree = '';
  return {
    present: (read, now) =>
      read(async (tx) => {
        tree = await newestOfTree(tx);
        return presentPoint(tx, tenantId, now);
      }),
    async look(read, { point, now }) {
      const { changes, to, more, newest } = await read(async (tx) => ({
        ...(await changesBehind(tx, tenantId, { point, now, installed: limits })),
        newest: await newestOfTree(tx),
      }));
      const unitsMoved = newest !== tree;
      tree = newest;
      conflation.note(changes, point);
      const due = conflation.due(now);
      if (!due.length && !unitsMoved) return { point: to, change: null, more };
      const trackers = due.length ? await read((tx) => trackersById(tx, due, 'all')) : [];
      conflation.told(due, now);
      return { point: to, change: { point: conflation.untold() ?? to, trackers, unitsMoved }, more };
    },
  };
}
