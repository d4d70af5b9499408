import { coversUnit, type TenantAccess, type Tx, type UnitReach } from '@trekker/kit';

import { unitsOf } from '../db/people.ts';
import { visitsHoldingAt, type HoldingVisit } from '../db/person-visits.ts';
import { placeTree } from '../db/zones.ts';
import { headcountAt, type Headcount } from '../domain/headcount.ts';
import type { PersonVisit } from '../domain/person-visit.ts';
import type { PlaceTree } from '../domain/place-tree.ts';
import type { Question } from '../domain/question.ts';

/** For whom people are counted. */
export interface Counting {
  readonly tenant: TenantAccess;
  /** Units whose people count for the viewer. */
  readonly reach: UnitReach;
  /** Resolves when every person of the tenant is known here; fails with REPLICA_BEHIND. */
  readonly untilPeopleKnown: () => Promise<void>;
}

/**
 * The headcounts asked for, in the order of the questions. All come from one snapshot, so that a place agrees with its
 * zones. A person whose unit is not known yet is left out only when everything about people has been read.
 */
export async function countPeople(counting: Counting, questions: readonly Question[]): Promise<Headcount[]> {
  const first = await count(counting, questions);
  if (!first.strangers) return first.headcounts;
  await counting.untilPeopleKnown();
  return (await count(counting, questions)).headcounts;
}

async function count(
  { tenant, reach }: Counting,
  questions: readonly Question[],
): Promise<{ headcounts: Headcount[]; strangers: boolean }> {
  return tenant.read(async (tx) => {
    const tree = questions.some(({ kind }) => kind === 'place') ? await placeTree(tx) : null;
    const asked = questions.map((question) => ({ at: question.at, zoneIds: zonesOf(question, tree) }));
    const everywhere = asked.some(({ zoneIds }) => zoneIds === null);
    const zoneIds = everywhere ? null : [...new Set(asked.flatMap((one) => one.zoneIds ?? []))];
    const instants = [...new Set(asked.map(({ at }) => at))];
    const { visits, strangers } = await within(tx, reach, await visitsHoldingAt(tx, { instants, zoneIds }));
    const byInstant = Map.groupBy(visits, ({ at }) => at);
    const byZone = new Map([...byInstant].map(([at, holding]) => [at, zonesIn(holding)]));
    const headcounts = asked.map((one) => headcountAt(visitsIn(byZone.get(one.at), one.zoneIds), one.at));
    return { headcounts, strangers };
  });
}

/** The zones a question is about; null for all there are, known or not. */
function zonesOf(question: Question, tree: PlaceTree | null): readonly string[] | null {
  switch (question.kind) {
    case 'zone':
      return [question.id];
    case 'place':
      return tree?.zonesOf(question.id) ?? [];
    case 'everywhere':
      return null;
  }
}

/** Visits of people within a reach, and whether there were people of whom that could not be told. */
async function within(
  tx: Tx,
  reach: UnitReach,
  visits: readonly HoldingVisit[],
): Promise<{ visits: readonly HoldingVisit[]; strangers: boolean }> {
  if (reach === 'all') return { visits, strangers: false };
  if (!reach.length) return { visits: [], strangers: false };
  const units = await unitsOf(
    tx,
    visits.map(({ visit }) => visit.personId),
  );
  return {
    visits: visits.filter(({ visit }) => coversUnit(reach, units.get(visit.personId) ?? null)),
    strangers: visits.some(({ visit }) => !units.has(visit.personId)),
  };
}

function zonesIn(holding: readonly HoldingVisit[]): Map<string, PersonVisit[]> {
  return Map.groupBy(
    holding.map(({ visit }) => visit),
    (visit) => visit.zoneId,
  );
}

function visitsIn(
  byZone: ReadonlyMap<string, readonly PersonVisit[]> | undefined,
  zoneIds: readonly string[] | null,
): readonly PersonVisit[] {
  if (zoneIds === null) return [...(byZone?.values() ?? [])].flat();
  return zoneIds.flatMap((zoneId) => byZone?.get(zoneId) ?? []);
}
