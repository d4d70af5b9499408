import type { Tx } from '@trekker/kit';

import type { VisitRevision } from '../../domain/muster/facts.ts';
import type { Interval } from '../../domain/person-visit.ts';
import { beliefsIn, type Stretch } from '../beliefs.ts';

/** What was told of visits to these zones behind an offset, up to another (null: all there is). */
export async function revisionsBehind(
  tx: Tx,
  { zoneIds, after, upTo }: { zoneIds: readonly string[]; after: number; upTo: number | null },
): Promise<VisitRevision[]> {
  const rows = await tx.sql<Kept[]>`
    select * from headcount.person_visits
    where "offset" > ${after} and ${upTo === null ? tx.sql`true` : tx.sql`"offset" <= ${upTo}`}
      and geofence_id = any(${[...zoneIds]}::uuid[])`;
  return rows.map(revisionOf);
}

/** What is believed now of these visits, also where it is that they never were. */
export async function newestRevisions(tx: Tx, personVisitIds: readonly string[]): Promise<VisitRevision[]> {
  const rows = await tx.sql<Kept[]>`
    select * from headcount.person_visits
    where person_visit_id = any(${[...personVisitIds]}::uuid[]) and known_to is null`;
  return rows.map(revisionOf);
}

/** What is believed now of visits to these zones that have a moment in a stretch, or are lost in it. */
export async function believedRevisions(
  tx: Tx,
  stretch: Omit<Stretch, 'knownAt'>,
  zoneIds: readonly string[],
): Promise<VisitRevision[]> {
  const rows = await beliefsIn<Kept>(tx, 'person_visits', {
    columns: COLUMNS,
    stretch: { ...stretch, knownAt: null },
    whose: { zoneIds },
  });
  return rows.map(revisionOf);
}

const COLUMNS = [
  'offset',
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
  'tracker_id',
  'already_inside',
  'retracted',
  'known_from',
];

interface Kept {
  readonly offset: number;
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
  readonly tracker_id: string | null;
  readonly already_inside: boolean;
  readonly retracted: boolean;
  readonly known_from: number;
}

function revisionOf(row: Kept): VisitRevision {
  return {
    offset: row.offset,
    personVisitId: row.person_visit_id,
    personId: row.person_id,
    zoneId: row.geofence_id,
    from: row.valid_from,
    to: row.valid_to,
    endReason: row.end_reason,
    probable: row.probable,
    stale: row.stale,
    lost: row.lost_from === null ? null : { from: row.lost_from, to: row.lost_to },
    trackerId: row.tracker_id,
    alreadyInside: row.already_inside,
    retracted: row.retracted,
    knownAt: row.known_from,
  };
}
