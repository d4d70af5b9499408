import type { Tx } from '@trekker/kit';

/** A visit as it is believed to be now. */
export interface VisitNow {
  readonly visitId: string;
  readonly trackerId: string;
  readonly geofenceId: string;
  /** By the device's clock, Unix milliseconds; null while the tracker is inside. */
  readonly to: number | null;
}

/** Keeps visits of the current tenant that last, and of those that are over the last of each tracker. */
export async function noteVisits(
  tx: Tx,
  tenantId: string,
  { visits, retracted }: { visits: readonly VisitNow[]; retracted: readonly string[] },
): Promise<void> {
  const { sql } = tx;
  if (retracted.length) {
    await sql`delete from positions.tracker_zones where visit_id = any(${[...retracted]}::uuid[])`;
  }
  if (!visits.length) return;
  await sql`
    insert into positions.tracker_zones (tenant_id, visit_id, tracker_id, geofence_id, left_at)
    select ${tenantId}, v.* from unnest(
      ${visits.map((visit) => visit.visitId)}::uuid[],
      ${visits.map((visit) => visit.trackerId)}::uuid[],
      ${visits.map((visit) => visit.geofenceId)}::uuid[],
      ${visits.map((visit) => (visit.to === null ? null : new Date(visit.to).toISOString()))}::text[]::timestamptz[]) as v
    on conflict (tenant_id, visit_id) do update set geofence_id = excluded.geofence_id, left_at = excluded.left_at`;
  await sql`
    delete from positions.tracker_zones z using positions.tracker_zones later
    where z.tracker_id = any(${visits.map((visit) => visit.trackerId)}::uuid[]) and later.tracker_id = z.tracker_id
      and z.left_at is not null and later.left_at is not null
      and (later.left_at, later.visit_id) > (z.left_at, z.visit_id)`;
}

/** Forgets where the current tenant's trackers are. */
export async function forgetZones(tx: Tx): Promise<void> {
  await tx.sql`delete from positions.tracker_zones`;
}
