import { isUuid, type Tx, type UnitReach } from '@trekker/kit';

import type { OwnedTracker } from '../domain/filter/effective-rules.ts';
import { within } from './reach.ts';

/** Whether there is a tracker of this id, owned by a unit within the reach. */
export async function trackerWithin(tx: Tx, trackerId: string, reach: UnitReach): Promise<boolean> {
  if (!isUuid(trackerId)) return false;
  const rows = await tx.sql`
    select 1 from (
      select key::uuid as tracker_id from positions.replicas
      where replica = 'trackers' and key = ${trackerId} and valid_to is null
    ) as known
    where ${within(tx.sql, reach)}`;
  return rows.length > 0;
}

/** What a tracker calls itself; null where nobody said. Of several names the first in order. */
export async function identifierOfTracker(tx: Tx, trackerId: string): Promise<string | null> {
  const [row] = await tx.sql<{ key: string }[]>`
    select key from positions.replicas
    where replica = 'identifiers' and valid_to is null and data->>'trackerId' = ${trackerId}
    order by key limit 1`;
  return row?.key ?? null;
}

/** The units that own trackers, as far as the trackers are known. */
export async function unitsOfTrackers(tx: Tx, trackerIds: readonly string[]): Promise<OwnedTracker[]> {
  const rows = await tx.sql<{ key: string; unit_id: string | null }[]>`
    select key, data->>'unitId' as unit_id from positions.replicas
    where replica = 'trackers' and valid_to is null and key = any(${[...trackerIds]})`;
  return rows.map(({ key, unit_id: unitId }) => ({ trackerId: key, unitId }));
}
