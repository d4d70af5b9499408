import type { TxSql } from '@trekker/kit';

import type { Carriage, CarriedVisit } from '../domain/person-visits/person-visit.ts';
import { instantText } from './beliefs.ts';
import { withLost, type LostColumns } from './lost-columns.ts';

/** Something of a tracker. */
export interface OfTrackers {
  readonly trackerIds: readonly string[];
  /** Only what lasts to this instant or beyond, Unix milliseconds. */
  readonly since: number;
}

/**
 * Assignments of these trackers that last to an instant or beyond. Each tracker is looked up by itself, here and below:
 * PostgreSQL goes through all of a tenant instead while it has no statistics of the table; see `endBeliefs`.
 */
export async function carriagesOfTrackers(sql: TxSql, { trackerIds, since }: OfTrackers): Promise<Carriage[]> {
  if (!trackerIds.length) return [];
  return sql<Carriage[]>`
    select found.* from unnest(${[...trackerIds]}::uuid[]) as t (id) cross join lateral (
      select ${carriageColumns(sql)} from geofences.assignments
      where tracker_id = t.id and coalesce(to_at, 'infinity') >= ${since}::timestamptz offset 0) found`;
}

/** Assignments to these people that last to an instant or beyond. */
export async function carriagesOfPeople(
  sql: TxSql,
  { personIds, since }: { personIds: readonly string[]; since: number },
): Promise<Carriage[]> {
  if (!personIds.length) return [];
  return sql<Carriage[]>`
    select found.* from unnest(${[...personIds]}::uuid[]) as p (id) cross join lateral (
      select ${carriageColumns(sql)} from geofences.assignments
      where person_id = p.id and coalesce(to_at, 'infinity') >= ${since}::timestamptz offset 0) found`;
}

/** The assignments with these ids. */
export async function carriagesById(sql: TxSql, ids: readonly string[]): Promise<Carriage[]> {
  if (!ids.length) return [];
  return sql<Carriage[]>`
    select found.* from unnest(${[...ids]}::uuid[]) as a (id) cross join lateral (
      select ${carriageColumns(sql)} from geofences.assignments where assignment_id = a.id offset 0) found`;
}

/** Visits of these trackers that last, or are lost, to an instant or beyond. */
export async function carriedSince(sql: TxSql, { trackerIds, since }: OfTrackers): Promise<CarriedVisit[]> {
  if (!trackerIds.length) return [];
  const rows = await sql<CarriedRow[]>`
    select found.* from unnest(${[...trackerIds]}::uuid[]) as t (id) cross join lateral (
      select ${visitColumns(sql)} from geofences.carried_visits
      where tracker_id = t.id and reach_to >= ${since}::timestamptz offset 0) found`;
  return rows.map(withLost);
}

/** The visits with these ids. */
export async function carriedById(sql: TxSql, ids: readonly string[]): Promise<CarriedVisit[]> {
  if (!ids.length) return [];
  const rows = await sql<CarriedRow[]>`
    select found.* from unnest(${[...ids]}::uuid[]) as v (id) cross join lateral (
      select ${visitColumns(sql)} from geofences.carried_visits where visit_id = v.id offset 0) found`;
  return rows.map(withLost);
}

type CarriedRow = Omit<CarriedVisit, 'lost'> & LostColumns;

/** Of each of these trackers the latest change of zone before an instant, if any. */
export async function changedBefore(
  sql: TxSql,
  { trackerIds, since }: OfTrackers,
): Promise<{ trackerId: string; at: number }[]> {
  return sql<{ trackerId: string; at: number }[]>`
    select t.id as "trackerId", found.at from unnest(${[...trackerIds]}::uuid[]) as t (id)
    cross join lateral (select greatest(
      (select max(from_at) from geofences.carried_visits where tracker_id = t.id and from_at < ${since}::timestamptz),
      (select max(to_at) from geofences.carried_visits where tracker_id = t.id and to_at < ${since}::timestamptz)) as at) found
    where found.at is not null`;
}

/** Keeps the newest state of visits of the current tenant. */
export async function saveCarriedVisits(sql: TxSql, tenantId: string, visits: readonly CarriedVisit[]): Promise<void> {
  if (!visits.length) return;
  const records = visits.map(({ lost, dwelledAt, ...visit }) => ({
    ...withInstants(visit),
    dwelledAt: instantText(dwelledAt),
    lostFrom: instantText(lost?.from ?? null),
    lostTo: instantText(lost?.to ?? null),
  }));
  await sql`
    insert into geofences.carried_visits (tenant_id, visit_id, tracker_id, geofence_id, from_at, to_at, end_reason,
      probable, stale, loitering, dwelled_at, lost_from, lost_to)
    select ${tenantId}, v."visitId", v."trackerId", v."geofenceId", v."from", v."to", v."endReason", v.probable, v.stale,
      v.loitering, v."dwelledAt", v."lostFrom", v."lostTo"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as v ("visitId" uuid, "trackerId" uuid,
      "geofenceId" uuid, "from" timestamptz, "to" timestamptz, "endReason" text, probable jsonb, stale jsonb,
      loitering jsonb, "dwelledAt" timestamptz, "lostFrom" timestamptz, "lostTo" timestamptz)
    on conflict (tenant_id, visit_id) do update set
      from_at = excluded.from_at, to_at = excluded.to_at, end_reason = excluded.end_reason, probable = excluded.probable,
      stale = excluded.stale, loitering = excluded.loitering, dwelled_at = excluded.dwelled_at,
      lost_from = excluded.lost_from, lost_to = excluded.lost_to`;
}

/** Forgets visits of the current tenant that turned out not to have been. */
export async function forgetCarriedVisits(sql: TxSql, visitIds: readonly string[]): Promise<void> {
  if (!visitIds.length) return;
  await sql`delete from geofences.carried_visits where visit_id = any(${[...visitIds]}::uuid[])`;
}

/** Keeps the newest state of assignments of the current tenant. */
export async function saveCarriages(sql: TxSql, tenantId: string, carriages: readonly Carriage[]): Promise<void> {
  if (!carriages.length) return;
  await sql`
    insert into geofences.assignments (tenant_id, assignment_id, tracker_id, person_id, asset_id, from_at, to_at, priority)
    select ${tenantId}, a."assignmentId", a."trackerId", a."personId", a."assetId", a."from", a."to", a.priority
    from jsonb_to_recordset(${JSON.stringify(carriages.map(withInstants))}::jsonb) as a ("assignmentId" uuid,
      "trackerId" uuid, "personId" uuid, "assetId" uuid, "from" timestamptz, "to" timestamptz, priority smallint)
    on conflict (tenant_id, assignment_id) do update set
      tracker_id = excluded.tracker_id, person_id = excluded.person_id, asset_id = excluded.asset_id,
      from_at = excluded.from_at, to_at = excluded.to_at, priority = excluded.priority`;
}

function visitColumns(sql: TxSql) {
  return sql`visit_id as "visitId", tracker_id as "trackerId", geofence_id as "geofenceId", from_at as "from",
    to_at as "to", end_reason as "endReason", probable, stale, loitering, dwelled_at as "dwelledAt",
    lost_from as "lostFrom", lost_to as "lostTo"`;
}

function carriageColumns(sql: TxSql) {
  return sql`assignment_id as "assignmentId", tracker_id as "trackerId", person_id as "personId",
    asset_id as "assetId", from_at as "from", to_at as "to", priority`;
}

function withInstants<T extends { readonly from: number; readonly to: number | null }>(row: T) {
  return { ...row, from: instantText(row.from), to: instantText(row.to) };
}
