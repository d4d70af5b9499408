import type { Tx } from '@trekker/kit';

import { movesOf, type PersonVisit, type StalePhase } from '../domain/person-visit.ts';
import { spanOf, windowsAt } from '../domain/span.ts';

/** What an entry of topic `person-visits` says. */
export interface Revision extends PersonVisit {
  readonly offset: number;
  /** Append time of the entry, Unix milliseconds: from here on it is believed. */
  readonly knownFrom: number;
  readonly retracted: boolean;
}

/** A visit that holds at an instant (Unix milliseconds), as it is believed now. */
export interface HoldingVisit {
  readonly at: number;
  readonly visit: PersonVisit;
}

/**
 * Keeps revisions of the current tenant, ordered by offset. Each ends the belief in the one before of the same person
 * visit; nothing else of that is touched.
 */
export async function noteRevisions(tx: Tx, tenantId: string, revisions: readonly Revision[]): Promise<void> {
  const firsts = new Map<string, number>();
  for (const { personVisitId, knownFrom } of revisions)
    if (!firsts.has(personVisitId)) firsts.set(personVisitId, knownFrom);
  const ids = [...firsts.keys()];
  await tx.sql`
    update headcount.person_visits
    set known_to = (${[...firsts.values()]}::timestamptz[])[array_position(${ids}::uuid[], person_visit_id)]
    where person_visit_id = any(${ids}::uuid[]) and known_to is null`;
  await tx.sql`
    insert into headcount.person_visits
      (tenant_id, "offset", person_visit_id, person_id, geofence_id, valid_from, valid_to, stale, retracted, span,
       moves, moves_until, known_from, known_to)
    select ${tenantId}, told.*, lead(known_from) over (partition by person_visit_id order by "offset")
    from jsonb_to_recordset(${JSON.stringify(revisions.map(columnsOf))}::jsonb) as told
      ("offset" bigint, person_visit_id uuid, person_id uuid, geofence_id uuid, valid_from timestamptz,
       valid_to timestamptz, stale jsonb, retracted boolean, span smallint, moves timestamptz[],
       moves_until timestamptz, known_from timestamptz)`;
}

/** Forgets every revision of the current tenant, before they are read from the log again. */
export async function forgetRevisions(tx: Tx): Promise<void> {
  await tx.sql`delete from headcount.person_visits`;
}

/**
 * Visits of these zones that hold at any of these instants, one per instant and visit; of every zone where null. The
 * `offset 0` makes PostgreSQL look into each window by index, also while it has no statistics of the table yet.
 */
export async function visitsHoldingAt(
  tx: Tx,
  { instants, zoneIds }: { instants: readonly number[]; zoneIds: readonly string[] | null },
): Promise<HoldingVisit[]> {
  const windows = instants.flatMap(windowsAt);
  const rows = await tx.sql<(VisitRow & { at: number })[]>`
    select w.at, v.person_visit_id, v.person_id, v.geofence_id, v.valid_from, v.valid_to, v.stale
    from unnest(${windows.map(({ at }) => at)}::timestamptz[], ${windows.map(({ span }) => span)}::smallint[],
      ${windows.map(({ after }) => after)}::timestamptz[]) as w (at, span, after)
    cross join lateral (
      select * from headcount.person_visits
      where counts and span = w.span and valid_from > w.after and valid_from <= w.at
        and (valid_to is null or valid_to > w.at)
        and ${zoneIds === null ? tx.sql`true` : tx.sql`geofence_id = any(${[...zoneIds]}::uuid[])`}
      offset 0) v`;
  return rows.map((row) => ({ at: row.at, visit: visitOf(row) }));
}

interface VisitRow {
  person_visit_id: string;
  person_id: string;
  geofence_id: string;
  valid_from: number;
  valid_to: number | null;
  stale: StalePhase[];
}

function visitOf(row: VisitRow): PersonVisit {
  return {
    personVisitId: row.person_visit_id,
    personId: row.person_id,
    zoneId: row.geofence_id,
    from: row.valid_from,
    to: row.valid_to,
    stale: row.stale,
  };
}

function columnsOf(revision: Revision) {
  const { from, to, stale } = revision;
  const moves = movesOf(revision);
  return {
    offset: revision.offset,
    person_visit_id: revision.personVisitId,
    person_id: revision.personId,
    geofence_id: revision.zoneId,
    valid_from: timeOf(from),
    valid_to: to === null ? null : timeOf(to),
    stale,
    retracted: revision.retracted,
    span: spanOf(revision),
    moves: moves.map(timeOf),
    moves_until: timeOf(moves.at(-1) ?? from),
    known_from: timeOf(revision.knownFrom),
  };
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
