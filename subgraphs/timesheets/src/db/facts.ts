import type { Tx } from '@trekker/kit';

import type { PersonVisit, StalePhase } from '../domain/person-visit.ts';
import type { Arrived, Carriage } from '../domain/watermark.ts';
import { POSITIONS_TOPIC } from '../events.ts';

/** What of which people is asked for. */
export interface FactsQuery {
  readonly personIds: readonly string[];
  /** Only what has a moment in `[from, to)`, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  /** What was believed at this instant, Unix milliseconds; null: what is believed now. */
  readonly knownAt: number | null;
}

/**
 * Visits by person. Visits that were believed at an earlier instant and turned out never to have been still count there.
 * The `offset 0` makes PostgreSQL look up each person by index, also while it has no statistics of the table yet.
 */
export async function visitsOf(
  tx: Tx,
  { personIds, from, to, knownAt }: FactsQuery,
): Promise<Map<string, PersonVisit[]>> {
  const { sql } = tx;
  const since = from - LONG_MS;
  const believed = knownAt === null ? sql`believed` : heldAt(tx, knownAt);
  const rows = await sql<(PersonVisit & { personId: string; stale: StalePhase[] })[]>`
    select v.person_id as "personId", v.person_visit_id as "personVisitId", v.geofence_id as "zoneId",
      v.valid_from as "from", v.valid_to as "to", v.stale
    from unnest(${[...personIds]}::uuid[]) as person (id)
    cross join lateral (
      select * from timesheets.person_visits
      where person_id = person.id and valid_from >= ${since} and valid_from < ${to}
        and (valid_to is null or valid_to > ${from}) and ${believed} and not retracted
      union all
      select * from timesheets.person_visits
      where person_id = person.id and long and valid_from < ${since}
        and (valid_to is null or valid_to > ${from}) and ${believed} and not retracted
      offset 0) v`;
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** Those of these visits that are no longer believed to have been. */
export async function goneOf(tx: Tx, visits: Iterable<PersonVisit>): Promise<Set<string>> {
  const ids = [...visits].map(({ personVisitId }) => personVisitId);
  const rows = await tx.sql<{ id: string }[]>`
    select person_visit_id as id from timesheets.person_visits
    where person_visit_id = any(${ids}::uuid[]) and believed and retracted`;
  return new Set(rows.map(({ id }) => id));
}

/** Trackers carried, by person. */
export async function carriagesOf(
  tx: Tx,
  { personIds, from, to, knownAt }: FactsQuery,
): Promise<Map<string, Carriage[]>> {
  const rows = await tx.sql<(Carriage & { personId: string })[]>`
    select person_id as "personId", tracker_id as "trackerId", valid_from as "from", valid_to as "to"
    from timesheets.assignments
    where person_id = any(${[...personIds]}::uuid[])
      and ${knownAt === null ? tx.sql`known_to is null` : heldAt(tx, knownAt)}
      and valid_from < ${to} and (valid_to is null or valid_to > ${from})`;
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** How far positions of these trackers have come, as it is known now or was known at an instant (Unix milliseconds). */
export async function arrivedOf(tx: Tx, trackerIds: readonly string[], knownAt: number | null): Promise<Arrived> {
  const known = knownAt === null ? tx.sql`true` : tx.sql`known_from <= ${knownAt}`;
  const reached = await tx.sql<{ trackerId: string; reachedAt: number }[]>`
    select t.id as "trackerId", p.reached_at as "reachedAt" from unnest(${[...trackerIds]}::uuid[]) as t (id)
    cross join lateral (
      select reached_at from timesheets.tracker_progress where tracker_id = t.id and ${known}
      order by reached_at desc limit 1) p`;
  const [log] = await tx.sql<{ latest: number | null }[]>`
    select max(last_at) as latest from log.heads where topic = ${POSITIONS_TOPIC}`;
  return {
    reached: new Map(reached.map(({ trackerId, reachedAt }) => [trackerId, reachedAt])),
    logTime: Math.min(log?.latest ?? -Infinity, knownAt ?? Infinity),
  };
}

/** Visits up to this length are found by their beginning; see the table. */
const LONG_MS = 86_400_000;

function heldAt({ sql }: Tx, knownAt: number) {
  return sql`known_from <= ${knownAt} and (known_to is null or known_to > ${knownAt})`;
}
