import type { PersonVisit } from '../person-visit.ts';
import { isByHand, type MusterVisit, type PersonFacts } from './facts.ts';
import { firstSeenAt, isCountedAt, isCrossing } from './seen.ts';
import type { MusterSession } from './session.ts';

/** How somebody came onto the list; the values of the SDL's `MusterOrigin`. */
export const MUSTER_ORIGINS = ['EXPECTED', 'EXPECTED_LATE', 'ARRIVED', 'MARKED', 'REMOVED'] as const;
export type MusterOrigin = (typeof MUSTER_ORIGINS)[number];

/** How and when somebody came onto the list. */
export interface Origin {
  readonly origin: MusterOrigin;
  /** From when on they are to be accounted for, Unix milliseconds. */
  readonly from: number;
  /** Of who was removed, when they had left, Unix milliseconds; null where they turned out never to have been there. */
  readonly leftAt: number | null;
}

/**
 * Why a person is on the list by what is known of the time until an instant, included; null for whoever is not. Nobody
 * who was on it leaves it: who had left before the start is REMOVED.
 */
export function originOf(session: MusterSession, facts: PersonFacts, until: number): Origin | null {
  const { startedAt } = session;
  const inScope = visitsInScope(session, facts);
  const onList = (origin: MusterOrigin, from: number): Origin => ({ origin, from, leftAt: null });
  if (isByHand(facts) || inScope.some((visit) => isCountedAt(visit, startedAt))) {
    return onList(facts.expected ? 'EXPECTED' : 'EXPECTED_LATE', startedAt);
  }
  const [arrivedAt, markedAt] = [
    earliest(inScope.flatMap((visit) => firstSeenAt(visit, startedAt) ?? [])),
    earliest(facts.marks.flatMap(({ at }) => (at >= startedAt ? [at] : []))),
  ];
  if (arrivedAt <= until) return onList('ARRIVED', Math.min(arrivedAt, markedAt));
  if (facts.expected) return { origin: 'REMOVED', from: startedAt, leftAt: leftBefore(inScope, startedAt) };
  return markedAt <= until ? onList('MARKED', markedAt) : null;
}

/** Visits that may put a person on the list: of zones they were marked out of by hand those that began afterwards. */
export function visitsInScope({ zoneIds, markedOut }: MusterSession, { personId, visits }: PersonFacts): MusterVisit[] {
  const out = markedOut.get(personId) ?? [];
  const isOut = ({ zoneId, from }: PersonVisit) => out.some((mark) => mark.zoneId === zoneId && from <= mark.at);
  return visits.filter((visit) => zoneIds.has(visit.zoneId) && !isCrossing(visit) && !isOut(visit));
}

function leftBefore(visits: readonly PersonVisit[], startedAt: number): number | null {
  const ends = visits.flatMap(({ to }) => (to !== null && to <= startedAt ? [to] : []));
  return ends.length ? Math.max(...ends) : null;
}

function earliest(instants: readonly number[]): number {
  return Math.min(Infinity, ...instants);
}
