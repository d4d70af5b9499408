import { loadOne, unitReach, type Clock, type TenantAccess, type Viewer } from '@trekker/kit';
import type DataLoader from 'dataloader';

import { latestOf } from './latest.ts';
import { quarantinedById } from './quarantine.ts';
import { regionEventsById } from './region-events.ts';
import type { PositionRow, QuarantinedFixRow, RegionEventRow } from './rows.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  /** The newest position of a tracker, or null when there is none within the viewer's reach. */
  readonly latest: DataLoader<string, PositionRow | null>;
  /** A quarantined fix, or null when there is none within the viewer's reach. */
  readonly quarantinedFix: DataLoader<string, QuarantinedFixRow | null>;
  /** What a tracker said of a region, or null when there is no such event within the viewer's reach. */
  readonly regionEvent: DataLoader<string, RegionEventRow | null>;
}

/** Loaders of one operation. They see what the viewer may see. */
export function createLoaders(tenant: TenantAccess, viewer: Viewer | null, clock: Clock): Loaders {
  const reachOf = (permission: string) => (viewer ? unitReach(viewer, permission, clock.now()) : []);
  const positions = reachOf('positions:read');
  const quarantine = reachOf('quarantine:read');
  return {
    latest: loadOne(
      tenant,
      (tx, ids) => latestOf(tx, ids, positions),
      (row) => row.tracker_id,
    ),
    quarantinedFix: loadOne(
      tenant,
      (tx, ids) => quarantinedById(tx, ids, quarantine),
      (row) => row.fixId,
    ),
    regionEvent: loadOne(
      tenant,
      (tx, ids) => regionEventsById(tx, ids, positions),
      (row) => row.event_id,
    ),
  };
}
