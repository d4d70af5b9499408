import type { Actor, Page, Tx, UnitReach } from '@trekker/kit';

import type { StationsGiven } from '../../domain/muster/organisation.ts';

/** Stations that a unit or a person was given. */
export interface AssignedStationsRow {
  readonly assignmentId: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly stationIds: readonly string[];
  /** Unix milliseconds. */
  readonly setAt: number;
  readonly actor: Actor;
}

/** Keeps which stations somebody is given from now on. */
export async function insertAssignedStations(tx: Tx, tenantId: string, given: AssignedStationsRow): Promise<void> {
  const { assignmentId, unitId, personId, stationIds, setAt, actor } = given;
  await tx.sql`
    insert into headcount.station_assignments
      (tenant_id, assignment_id, unit_id, person_id, station_ids, set_at, actor_kind, actor_id)
    values (${tenantId}, ${assignmentId}, ${unitId}, ${personId}, ${[...stationIds]}::uuid[], ${setAt}, ${actor.kind},
      ${actor.id})`;
}

/** Everything that was ever given, by unit or person, in the order of time. */
export async function stationsGiven(tx: Tx): Promise<Map<string, StationsGiven[]>> {
  const rows = await tx.sql<{ subject_id: string; set_at: number; station_ids: string[] }[]>`
    select coalesce(unit_id, person_id) as subject_id, set_at, station_ids from headcount.station_assignments
    order by set_at, assignment_id`;
  const given = rows.map((row) => ({ subjectId: row.subject_id, from: row.set_at, stationIds: row.station_ids }));
  return Map.groupBy(given, ({ subjectId }) => subjectId);
}

/** One more than a page of what holds now for units and people within reach, the latest change first. */
export async function assignedStationsNow(
  tx: Tx,
  { page: { first, after }, reach }: { page: Page; reach: UnitReach },
): Promise<AssignedStationsRow[]> {
  const { sql } = tx;
  const [setAt, assignmentId] = after ?? [];
  const within =
    reach === 'all'
      ? sql`true`
      : sql`coalesce(unit_id::text, (select r.data->>'unitId' from headcount.replicas r
          where r.replica = 'people' and r.key = person_id::text and r.valid_to is null)) = any(${[...reach]})`;
  const rows = await sql<Kept[]>`
    select * from (
      select distinct on (unit_id, person_id) * from headcount.station_assignments
      order by unit_id, person_id, set_at desc, assignment_id desc) newest
    where ${within} and ${assignmentId === undefined ? sql`true` : sql`(set_at, assignment_id) < (${Number(setAt)}::timestamptz, ${assignmentId}::uuid)`}
    order by set_at desc, assignment_id desc limit ${first + 1}`;
  return rows.map((row) => ({
    assignmentId: row.assignment_id,
    unitId: row.unit_id,
    personId: row.person_id,
    stationIds: row.station_ids,
    setAt: row.set_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
  }));
}

interface Kept {
  readonly assignment_id: string;
  readonly unit_id: string | null;
  readonly person_id: string | null;
  readonly station_ids: string[];
  readonly set_at: number;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
}
