import type { Tx, UnitReach } from '@trekker/kit';
import { inArray } from 'drizzle-orm';

import type { ZoneRow } from './rows.ts';
import { trackerZones } from './tables.ts';

/** A visit that lasts. */
export interface LastingVisit {
  readonly visitId: string;
  readonly trackerId: string;
  readonly geofenceId: string;
  /** Unix milliseconds by the device's clock. */
  readonly from: number;
}

/** Geofences these trackers are inside now, by name, as far as a reach covers the trackers. */
export async function zonesByTracker(tx: Tx, trackerIds: string[], reach: UnitReach): Promise<ZoneRow[]> {
  const within = reach === 'all' ? tx.sql`true` : tx.sql`t.unit_id = any(${[...reach]}::uuid[])`;
  return tx.sql<ZoneRow[]>`
    select distinct z.tracker_id as "trackerId", z.geofence_id as "geofenceId", coalesce(g.data->>'name', '') as name
    from trackers.tracker_zones z
    join trackers.trackers t on t.tracker_id = z.tracker_id
    left join trackers.replicas g on g.replica = 'geofences' and g.key = z.geofence_id::text and g.valid_to is null
    where z.tracker_id = any(${trackerIds}::uuid[]) and ${within}
    order by name, "geofenceId"`;
}

/** Keeps visits of the current tenant that last, and forgets these others. What is no tracker of it is passed over. */
export async function noteVisits(
  tx: Tx,
  { lasting, over }: { lasting: readonly LastingVisit[]; over: string[] },
): Promise<void> {
  if (over.length) await tx.db.delete(trackerZones).where(inArray(trackerZones.visitId, over));
  if (!lasting.length) return;
  const rows = JSON.stringify(lasting.map((visit) => ({ ...visit, from: new Date(visit.from).toISOString() })));
  await tx.sql`
    insert into trackers.tracker_zones (tenant_id, visit_id, tracker_id, geofence_id, valid_from)
    select t.tenant_id, v."visitId", t.tracker_id, v."geofenceId", v.from
    from jsonb_to_recordset(${rows}::jsonb) as v
      ("visitId" uuid, "trackerId" uuid, "geofenceId" uuid, "from" timestamptz)
    join trackers.trackers t on t.tracker_id = v."trackerId"
    on conflict (tenant_id, visit_id) do update set valid_from = excluded.valid_from`;
}

/** Forgets where the current tenant's trackers are. */
export async function forgetZones(tx: Tx): Promise<void> {
  await tx.sql`delete from trackers.tracker_zones`;
}
