import type { Tx } from '@trekker/kit';

import { movesOf, type Interval, type PersonVisit } from '../domain/person-visit.ts';
import { spanOf } from '../domain/span.ts';
import { beliefsIn, type Stretch, type Whose } from './beliefs.ts';

/** What an entry of topic `person-visits` says. */
export interface Revision extends PersonVisit {
  readonly trackerId: string | null;
  /** Whether the tracker was inside already when it began to speak for the person. */
  readonly alreadyInside: boolean;
  readonly offset: number;
  /** Append time of the entry, Unix milliseconds: from here on it is believed. */
  readonly knownFrom: number;
  readonly retracted: boolean;
}

/**
 * Keeps revisions of the current tenant, ordered by offset. Each ends the belief in the one before of the same person
 * visit; nothing else of that is touched. How to find these is planned anew each time: PostgreSQL would keep to what it
 * planned while the table was small, and go through all of a tenant once it is large.
 */
export async function noteRevisions(tx: Tx, tenantId: string, revisions: readonly Revision[]): Promise<void> {
  const firsts = new Map<string, number>();
  for (const { personVisitId, knownFrom } of revisions)
    if (!firsts.has(personVisitId)) firsts.set(personVisitId, knownFrom);
  const ids = [...firsts.keys()];
  await tx.sql`set local plan_cache_mode = force_custom_plan`;
  await tx.sql`
    update headcount.person_visits
    set known_to = (${[...firsts.values()]}::timestamptz[])[array_position(${ids}::uuid[], person_visit_id)]
    where person_visit_id = any(${ids}::uuid[]) and known_to is null`;
  await tx.sql`
    insert into headcount.person_visits
      (tenant_id, "offset", person_visit_id, person_id, geofence_id, valid_from, valid_to, end_reason, probable, stale,
       lost_from, lost_to, tracker_id, already_inside, retracted, span, moves, moves_until, known_from, known_to)
    select ${tenantId}, told.*, lead(known_from) over (partition by person_visit_id order by "offset")
    from jsonb_to_recordset(${JSON.stringify(revisions.map(columnsOf))}::jsonb) as told
      ("offset" bigint, person_visit_id uuid, person_id uuid, geofence_id uuid, valid_from timestamptz,
       valid_to timestamptz, end_reason text, probable jsonb, stale jsonb, lost_from timestamptz, lost_to timestamptz,
       tracker_id uuid, already_inside boolean, retracted boolean, span smallint, moves timestamptz[],
       moves_until timestamptz, known_from timestamptz)`;
}

/** Forgets every revision of the current tenant, before they are read from the log again. */
export async function forgetRevisions(tx: Tx): Promise<void> {
  await tx.sql`delete from headcount.person_visits`;
}

/** Visits that have a moment in a stretch, or are lost in it. */
export async function visitsIn(tx: Tx, stretch: Stretch, whose: Whose): Promise<PersonVisit[]> {
  return (await beliefsIn<VisitRow>(tx, 'person_visits', { columns: VISIT, stretch, whose })).map(visitOf);
}

/** What is believed now of these person visits; those retracted are absent. */
export async function believedVisits(tx: Tx, personVisitIds: readonly string[]): Promise<PersonVisit[]> {
  const rows = await tx.sql<VisitRow[]>`
    select ${tx.sql(VISIT)} from headcount.person_visits
    where person_visit_id = any(${[...personVisitIds]}::uuid[]) and known_to is null and not retracted`;
  return rows.map(visitOf);
}

/** When the next visit of the person begins behind each lost one, by the lost one's id. */
export async function firstBegins(tx: Tx, visits: readonly PersonVisit[]): Promise<Map<string, number>> {
  const rows = await tx.sql<{ id: string; valid_from: number }[]>`
    select w.id, b.valid_from
    from unnest(${visits.map((visit) => visit.personVisitId)}::uuid[], ${visits.map((visit) => visit.personId)}::uuid[],
      ${visits.map(({ lost, to, from }) => lost?.from ?? to ?? from)}::timestamptz[]) as w (id, person_id, lost_from)
    cross join lateral (select valid_from from headcount.person_visits v
      where counts and v.person_id = w.person_id and v.valid_from > w.lost_from and v.until > v.valid_from
      order by v.valid_from limit 1) b`;
  return new Map(rows.map((row) => [row.id, row.valid_from]));
}

const VISIT = [
  'person_visit_id',
  'person_id',
  'geofence_id',
  'valid_from',
  'valid_to',
  'end_reason',
  'probable',
  'stale',
  'lost_from',
  'lost_to',
];

interface VisitRow {
  readonly person_visit_id: string;
  readonly person_id: string;
  readonly geofence_id: string;
  readonly valid_from: number;
  readonly valid_to: number | null;
  readonly end_reason: string | null;
  readonly probable: Interval[];
  readonly stale: Interval[];
  readonly lost_from: number | null;
  readonly lost_to: number | null;
}

function visitOf(row: VisitRow): PersonVisit {
  return {
    personVisitId: row.person_visit_id,
    personId: row.person_id,
    zoneId: row.geofence_id,
    from: row.valid_from,
    to: row.valid_to,
    endReason: row.end_reason,
    probable: row.probable,
    stale: row.stale,
    lost: row.lost_from === null ? null : { from: row.lost_from, to: row.lost_to },
  };
}

function columnsOf(revision: Revision) {
  const { from, to, lost, probable, stale } = revision;
  const moves = movesOf(revision);
  return {
    offset: revision.offset,
    person_visit_id: revision.personVisitId,
    person_id: revision.personId,
    geofence_id: revision.zoneId,
    valid_from: timeOf(from),
    valid_to: to === null ? null : timeOf(to),
    end_reason: revision.endReason,
    probable,
    stale,
    lost_from: lost && timeOf(lost.from),
    lost_to: lost?.to == null ? null : timeOf(lost.to),
    tracker_id: revision.trackerId,
    already_inside: revision.alreadyInside,
    retracted: revision.retracted,
    span: spanOf({ from, to: lost ? lost.to : to }),
    moves: moves.map(timeOf),
    moves_until: timeOf(moves.at(-1) ?? from),
    known_from: timeOf(revision.knownFrom),
  };
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
