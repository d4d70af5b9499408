import type { TxSql } from '@trekker/kit';

import type { Carriage, CarriedVisit } from '../domain/person-visits/person-visit.ts';
import { instantText } from './beliefs.ts';

/** The assignments of these trackers that stage two has read. */
export async function carriagesOf(sql: TxSql, trackerIds: readonly string[]): Promise<Carriage[]> {
  return sql<Carriage[]>`
    select assignment_id as "assignmentId", tracker_id as "trackerId", person_id as "personId", from_at as "from",
      to_at as "to"
    from geofences.assignments where tracker_id = any(${[...trackerIds]}::uuid[])`;
}

/** The visits of these trackers that stage two has read and that last to an instant or beyond. */
export async function carriedSince(sql: TxSql, trackerIds: readonly string[], since: number): Promise<CarriedVisit[]> {
  return sql<CarriedVisit[]>`
    select visit_id as "visitId", tracker_id as "trackerId", geofence_id as "geofenceId", from_at as "from",
      to_at as "to", stale
    from geofences.carried_visits
    where tracker_id = any(${[...trackerIds]}::uuid[]) and (to_at is null or to_at >= ${since})`;
}

/** Keeps the newest state of visits of the current tenant. */
export async function saveCarriedVisits(sql: TxSql, tenantId: string, visits: readonly CarriedVisit[]): Promise<void> {
  if (!visits.length) return;
  await sql`
    insert into geofences.carried_visits (tenant_id, visit_id, tracker_id, geofence_id, from_at, to_at, stale)
    select ${tenantId}, v."visitId", v."trackerId", v."geofenceId", v."from", v."to", v.stale
    from jsonb_to_recordset(${JSON.stringify(visits.map(withInstants))}::jsonb) as v ("visitId" uuid,
      "trackerId" uuid, "geofenceId" uuid, "from" timestamptz, "to" timestamptz, stale jsonb)
    on conflict (tenant_id, visit_id) do update set
      from_at = excluded.from_at, to_at = excluded.to_at, stale = excluded.stale`;
}

/** Keeps the newest state of assignments of the current tenant. */
export async function saveCarriages(sql: TxSql, tenantId: string, carriages: readonly Carriage[]): Promise<void> {
  if (!carriages.length) return;
  await sql`
    insert into geofences.assignments (tenant_id, assignment_id, tracker_id, person_id, from_at, to_at)
    select ${tenantId}, a."assignmentId", a."trackerId", a."personId", a."from", a."to"
    from jsonb_to_recordset(${JSON.stringify(carriages.map(withInstants))}::jsonb) as a ("assignmentId" uuid,
      "trackerId" uuid, "personId" uuid, "from" timestamptz, "to" timestamptz)
    on conflict (tenant_id, assignment_id) do update set
      person_id = excluded.person_id, from_at = excluded.from_at, to_at = excluded.to_at`;
}

function withInstants<T extends { readonly from: number; readonly to: number | null }>(row: T) {
  return { ...row, from: instantText(row.from), to: instantText(row.to) };
}
