import type { MusterVisit } from './facts.ts';
import { isCrossing } from './seen.ts';

/**
 * Whether the tracker of a visit to a station came there with the person: it spoke for them when it came in, and is the
 * one that spoke for them when they were last seen to enter a zone inside. A spare one in a car beside the station, or one
 * that was handed over there, says nothing of where they are.
 */
export function cameThere(
  visit: MusterVisit,
  {
    entered,
    byHand,
  }: {
    /** Visits to zones inside that began while the person was at no station. */
    readonly entered: readonly MusterVisit[];
    /** Whether somebody said that they were inside, because no tracker did. */
    readonly byHand: boolean;
  },
): boolean {
  if (visit.alreadyInside) return false;
  const before = entered.filter((one) => one.from < visit.from && !isCrossing(one));
  if (!before.length) return !byHand;
  const latest = Math.max(...before.map(({ from }) => from));
  return before.some((one) => one.from === latest && isSameTracker(one, visit));
}

/** What was told before trackers were kept may be of any. */
function isSameTracker(a: MusterVisit, b: MusterVisit): boolean {
  return a.trackerId === null || b.trackerId === null || a.trackerId === b.trackerId;
}
