import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { ToldPersonVisit } from '../domain/person-visits/carried-state.ts';
import type { PersonVisit } from '../domain/person-visits/person-visit.ts';
import { chainBeliefs, endBeliefs, instantText, type Belief } from './beliefs.ts';
import { withLost, type LostColumns } from './lost-columns.ts';
import { personWithin } from './reach.ts';
import type { PersonVisitRow } from './rows.ts';

/** A new belief about a person's visit. */
export interface PersonVisitBelief extends ToldPersonVisit, Belief {}

/** Writes beliefs of the current tenant, in their order, each ending the one before. */
export async function insertPersonBeliefs(
  sql: TxSql,
  tenantId: string,
  beliefs: readonly PersonVisitBelief[],
): Promise<void> {
  if (!beliefs.length) return;
  const { rows, ended } = chainBeliefs(beliefs, ({ visit }) => visit.personVisitId);
  const records = rows.map(({ visit: { lost, ...visit }, revision, retracted, supersededBy, knownFrom, knownTo }) => ({
    ...visit,
    revision,
    retracted,
    supersededBy,
    from: instantText(visit.from),
    to: instantText(visit.to),
    dwelledAt: instantText(visit.dwelledAt),
    lostFrom: instantText(lost?.from ?? null),
    lostTo: instantText(lost?.to ?? null),
    knownFrom: instantText(knownFrom),
    knownTo: instantText(knownTo),
  }));
  await endBeliefs(sql, { table: 'person_visits', key: 'person_visit_id' }, ended);
  await sql`
    insert into geofences.person_visits (tenant_id, person_visit_id, revision, person_id, visit_id, assignment_id,
      tracker_id, geofence_id, from_at, to_at, end_reason, probable, stale, loitering, dwelled_at, lost_from, lost_to,
      already_inside, retracted, superseded_by, known_from, known_to)
    select ${tenantId}, b."personVisitId", b.revision, b."personId", b."visitId", b."assignmentId", b."trackerId",
      b."geofenceId", b."from", b."to", b."endReason", b.probable, b.stale, b.loitering, b."dwelledAt", b."lostFrom",
      b."lostTo", b."alreadyInside", b.retracted, b."supersededBy", b."knownFrom", b."knownTo"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as b ("personVisitId" uuid, revision integer,
      "personId" uuid, "visitId" uuid, "assignmentId" uuid, "trackerId" uuid, "geofenceId" uuid, "from" timestamptz,
      "to" timestamptz, "endReason" text, probable jsonb, stale jsonb, loitering jsonb, "dwelledAt" timestamptz,
      "lostFrom" timestamptz, "lostTo" timestamptz, "alreadyInside" boolean, retracted boolean, "supersededBy" uuid, "knownFrom" timestamptz,
      "knownTo" timestamptz)`;
}

/** What was told last of the people's visits behind these visits. */
export function toldOf(sql: TxSql, visitIds: readonly string[]): Promise<ToldPersonVisit[]> {
  return toldBy(sql, 'visit_id', visitIds);
}

/** What was told last of these people's visits. */
export function toldById(sql: TxSql, ids: readonly string[]): Promise<ToldPersonVisit[]> {
  return toldBy(sql, 'person_visit_id', ids);
}

/** Each is looked up by itself; see `endBeliefs`. */
async function toldBy(
  sql: TxSql,
  key: 'visit_id' | 'person_visit_id',
  ids: readonly string[],
): Promise<ToldPersonVisit[]> {
  if (!ids.length) return [];
  const rows = await sql<(Omit<PersonVisit, 'lost'> & LostColumns & Omit<ToldPersonVisit, 'visit'>)[]>`
    select found.* from unnest(${[...ids]}::uuid[]) as k (id) cross join lateral (
      select person_visit_id as "personVisitId", person_id as "personId", visit_id as "visitId",
        assignment_id as "assignmentId", tracker_id as "trackerId", geofence_id as "geofenceId", from_at as "from",
        to_at as "to", end_reason as "endReason", probable, stale, loitering, dwelled_at as "dwelledAt",
        lost_from as "lostFrom", lost_to as "lostTo", already_inside as "alreadyInside", revision, retracted, superseded_by as "supersededBy"
      from geofences.person_visits where ${sql(key)} = k.id and believed offset 0) found`;
  return rows.map(({ revision, retracted, supersededBy, ...visit }) => ({
    revision,
    retracted,
    supersededBy,
    visit: withLost(visit),
  }));
}

/** What is believed of these people's visits now, as far as a reach covers the people. */
export async function personVisitsById(tx: Tx, ids: string[], reach: UnitReach): Promise<PersonVisitRow[]> {
  return tx.sql<PersonVisitRow[]>`
    select ${columns(tx.sql)} from geofences.person_visits
    where person_visit_id = any(${ids}::uuid[]) and believed and not retracted
      and ${personWithin(tx.sql, reach)}`;
}

/** Visits of these people that last at an instant, latest first, as far as a reach covers the people. */
export async function personVisitsLasting(
  tx: Tx,
  personIds: string[],
  { at, reach }: { at: number; reach: UnitReach },
): Promise<PersonVisitRow[]> {
  return tx.sql<PersonVisitRow[]>`
    select ${columns(tx.sql)} from geofences.person_visits
    where person_id = any(${personIds}::uuid[]) and believed and not retracted
      and from_at <= ${at} and coalesce(to_at, 'infinity') > ${at} and ${personWithin(tx.sql, reach)}
    order by from_at desc, person_visit_id desc`;
}

/** Of each of these people one more than a page of the visits with a moment in `[from, to)`, latest first. */
export async function pageOfPersonVisits(
  tx: Tx,
  personIds: string[],
  { from, to, page, reach }: { from: number; to: number; page: Page; reach: UnitReach },
): Promise<PersonVisitRow[]> {
  const { sql } = tx;
  const [from_at, id] = page.after ?? [];
  return sql<PersonVisitRow[]>`
    select v.* from unnest(${personIds}::uuid[]) as person (id)
    cross join lateral (
      select ${columns(sql)} from geofences.person_visits
      where person_id = person.id and believed and not retracted and ${personWithin(sql, reach)}
        and from_at < ${to} and coalesce(to_at, 'infinity') > ${from}
        ${id === undefined ? sql`` : sql`and (from_at, person_visit_id) < (${Number(from_at)}::timestamptz, ${id}::uuid)`}
      order by from_at desc, person_visit_id desc limit ${page.first + 1}) v`;
}

function columns(sql: TxSql) {
  return sql`person_visit_id as "personVisitId", person_id as "personId", visit_id as "visitId",
    geofence_id as "geofenceId", from_at as "from", to_at as "to", end_reason as "endReason", probable, stale,
    lost_from as "lostFrom", lost_to as "lostTo", already_inside as "alreadyInside", known_from as "knownFrom"`;
}
