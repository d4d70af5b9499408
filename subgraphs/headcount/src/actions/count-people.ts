import { coversUnit, type TenantAccess, type Tx, type UnitReach } from '@trekker/kit';

import { instantStretch } from '../db/beliefs.ts';
import { unitsOf } from '../db/people.ts';
import { staysIn } from '../db/presence.ts';
import { placeBook } from '../db/zones.ts';
import { headcountAt } from '../domain/headcount.ts';
import type { PlaceTree } from '../domain/place-tree.ts';
import { instantsKey, structureInstant, type AnsweredQuestion, type Question } from '../domain/question.ts';
import type { Stay } from '../domain/stay.ts';

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
export async function countPeople(counting: Counting, questions: readonly Question[]): Promise<AnsweredQuestion[]> {
  return knowingPeople(counting, (tx) => count(tx, counting.reach, questions));
}

/** What can be told of people within a reach, and whether there were people of whom that could not be told. */
export interface Told<T> {
  readonly told: T;
  readonly strangers: boolean;
}

/** Reads something of people; once more when everything about people has been read if somebody was unknown. */
export async function knowingPeople<T>(
  { tenant, untilPeopleKnown }: Counting,
  read: (tx: Tx) => Promise<Told<T>>,
): Promise<T> {
  const first = await tenant.read(read);
  if (!first.strangers) return first.told;
  await untilPeopleKnown();
  return (await tenant.read(read)).told;
}

/** Stays of people within a reach. */
export async function staysWithin(tx: Tx, reach: UnitReach, stays: readonly Stay[]): Promise<Told<readonly Stay[]>> {
  if (reach === 'all') return { told: stays, strangers: false };
  if (!reach.length) return { told: [], strangers: false };
  const units = await unitsOf(
    tx,
    stays.map(({ personId }) => personId),
  );
  return {
    told: stays.filter(({ personId }) => coversUnit(reach, units.get(personId) ?? null)),
    strangers: stays.some(({ personId }) => !units.has(personId)),
  };
}

async function count(tx: Tx, reach: UnitReach, questions: readonly Question[]): Promise<Told<AnsweredQuestion[]>> {
  const book = await placeBook(tx);
  const answers = new Map<Question, AnsweredQuestion>();
  let strangers = false;
  for (const asked of Map.groupBy(questions, instantsKey).values()) {
    const [{ at, knownAt } = { at: 0, knownAt: null }] = asked;
    const tree = book.at(structureInstant({ at, knownAt }));
    const zones = asked.map((question) => zonesOf(question, tree));
    const zoneIds = zones.some((ids) => ids === null) ? null : [...new Set(zones.flatMap((ids) => ids ?? []))];
    const within = await staysWithin(tx, reach, await staysIn(tx, instantStretch(at, knownAt), zoneIds));
    strangers ||= within.strangers;
    const byZone = Map.groupBy(within.told, ({ zoneId }) => zoneId);
    for (const [index, question] of asked.entries()) {
      const stays = staysOfZones(byZone, zones[index] ?? null);
      answers.set(question, { ...headcountAt(stays, at, (id) => tree.placesOf(id).length), question });
    }
  }
  return { told: questions.flatMap((question) => answers.get(question) ?? []), strangers };
}

/** The zones a question is about; null for all there are, known or not. */
export function zonesOf(question: Question, tree: PlaceTree): readonly string[] | null {
  switch (question.kind) {
    case 'zone':
      return [question.id];
    case 'place':
      return tree.zonesOf(question.id);
    case 'everywhere':
      return null;
  }
}

function staysOfZones(
  byZone: ReadonlyMap<string, readonly Stay[]>,
  zoneIds: readonly string[] | null,
): readonly Stay[] {
  if (zoneIds === null) return [...byZone.values()].flat();
  return zoneIds.flatMap((zoneId) => byZone.get(zoneId) ?? []);
}
