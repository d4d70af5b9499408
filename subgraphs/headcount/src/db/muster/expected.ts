import type { Tx } from '@trekker/kit';

import type { ExpectedPerson, VisitRevision } from '../../domain/muster/facts.ts';

/** Somebody on the list at the start, with what was believed of their visits then. */
export interface ExpectedRow extends ExpectedPerson {
  readonly visits: readonly VisitRevision[];
}

/** Freezes the list of a muster. */
export async function insertExpected(
  tx: Tx,
  { tenantId, musterId }: { tenantId: string; musterId: string },
  people: readonly ExpectedRow[],
): Promise<void> {
  const rows = people.map(({ personId, state, zoneId, silentSince, byHand, visits }) => ({
    person_id: personId,
    state,
    zone_id: zoneId,
    silent_since: silentSince === null ? null : new Date(silentSince).toISOString(),
    by_hand: byHand,
    visits,
  }));
  await tx.sql`
    insert into headcount.muster_expected
      (tenant_id, muster_id, person_id, state, zone_id, silent_since, by_hand, visits)
    select ${tenantId}, ${musterId}, told.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told
      (person_id uuid, state text, zone_id uuid, silent_since timestamptz, by_hand boolean, visits jsonb)`;
}

/** The list of a muster as it was frozen. */
export async function expectedIn(tx: Tx, musterId: string): Promise<ExpectedRow[]> {
  const rows = await tx.sql<Kept[]>`
    select person_id, state, zone_id, silent_since, by_hand, visits from headcount.muster_expected
    where muster_id = ${musterId}`;
  return rows.map((row) => ({
    personId: row.person_id,
    state: row.state,
    zoneId: row.zone_id,
    silentSince: row.silent_since,
    byHand: row.by_hand,
    // Of lists frozen before it was kept nobody knows which tracker told of a visit.
    visits: row.visits.map((visit) => ({ trackerId: null, alreadyInside: false, ...visit })),
  }));
}

/** Keeps with a muster what was believed at its start of visits of people who are not on its list. */
export async function insertBeside(
  tx: Tx,
  { tenantId, musterId }: { tenantId: string; musterId: string },
  visits: readonly VisitRevision[],
): Promise<void> {
  await tx.sql`
    insert into headcount.muster_beside (tenant_id, muster_id, visits)
    values (${tenantId}, ${musterId}, ${JSON.stringify(visits)}::jsonb)`;
}

/** What was believed at the start of a muster of visits of people who were not on its list. */
export async function besideOf(tx: Tx, musterId: string): Promise<VisitRevision[]> {
  const [row] = await tx.sql<{ visits: VisitRevision[] }[]>`
    select visits from headcount.muster_beside where muster_id = ${musterId}`;
  return row?.visits ?? [];
}

interface Kept {
  readonly person_id: string;
  readonly state: ExpectedPerson['state'];
  readonly zone_id: string | null;
  readonly silent_since: number | null;
  readonly by_hand: boolean;
  readonly visits: (Omit<VisitRevision, 'trackerId' | 'alreadyInside'> & Partial<VisitRevision>)[];
}
