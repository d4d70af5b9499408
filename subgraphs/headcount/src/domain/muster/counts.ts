import type { MusterPerson } from './muster-state.ts';
import { isAccounted, type MusterState } from './person-state.ts';

/** How many people stand how. Nobody is counted twice. */
export interface MusterCounts {
  /** All but those removed. */
  readonly total: number;
  readonly accounted: number;
  readonly missing: number;
  readonly unaccounted: number;
  readonly markedMissing: number;
  readonly reEntered: number;
  readonly ask: number;
  readonly wrongStation: number;
  readonly safe: number;
  readonly offSite: number;
  readonly injured: number;
  /** Not part of the total. */
  readonly removed: number;
  /** On the list at the start, whatever became of them. */
  readonly expectedAtStart: number;
  readonly expectedLate: number;
  readonly arrived: number;
}

/** What counting asks of somebody on the list. */
export interface Countable extends Pick<MusterPerson, 'state' | 'origin'> {
  /** Whether they were on the list at the start. */
  readonly expectedAtStart: boolean;
}

/** Counts people of a muster. */
export function countPeople(people: Iterable<Countable>): MusterCounts {
  const states = new Map<MusterState, number>();
  const [counts, accounted] = [{ expectedAtStart: 0, expectedLate: 0, arrived: 0, total: 0 }, { people: 0 }];
  for (const { state, origin, expectedAtStart } of people) {
    states.set(state, (states.get(state) ?? 0) + 1);
    if (state !== 'REMOVED') counts.total += 1;
    if (isAccounted(state)) accounted.people += 1;
    if (expectedAtStart) counts.expectedAtStart += 1;
    if (origin === 'EXPECTED_LATE') counts.expectedLate += 1;
    if (origin === 'ARRIVED') counts.arrived += 1;
  }
  const of = (state: MusterState) => states.get(state) ?? 0;
  return {
    ...counts,
    accounted: accounted.people,
    missing: counts.total - accounted.people,
    unaccounted: of('UNACCOUNTED'),
    markedMissing: of('MISSING'),
    reEntered: of('RE_ENTERED'),
    ask: of('ASK'),
    wrongStation: of('WRONG_STATION'),
    safe: of('SAFE'),
    offSite: of('OFF_SITE'),
    injured: of('INJURED'),
    removed: of('REMOVED'),
  };
}
