import type { DerivedVisit, ToldVisit } from './reconcile.ts';
import type { Visit } from './visit.ts';

/**
 * Which told visit each derived one is: one that began with it, else the earliest free one it overlaps. The cost grows with
 * how many there are, not with its square: a geofence edited for the past has years of them.
 */
export function pairVisits(told: readonly ToldVisit[], derived: readonly DerivedVisit[]): Map<DerivedVisit, ToldVisit> {
  const inOrder = told.toSorted((a, b) => a.visit.from - b.visit.from || (a.visitId < b.visitId ? -1 : 1));
  const wanting = derived.toSorted((a, b) => a.visit.from - b.visit.from);
  const pairs = new Map<DerivedVisit, ToldVisit>();
  const taken = new Set<ToldVisit>();
  const take = (one: DerivedVisit, match: ToldVisit | undefined): void => {
    if (!match) return;
    pairs.set(one, match);
    taken.add(match);
  };
  const begun = Map.groupBy(inOrder, ({ visit }) => beginOf(visit));
  for (const one of wanting) take(one, begun.get(beginOf(one.visit))?.shift());
  const queues = new Map<string, Queue>();
  for (const [geofenceId, ofFence] of Map.groupBy(inOrder, ({ visit }) => visit.geofenceId)) {
    queues.set(geofenceId, { told: ofFence, first: 0 });
  }
  for (const one of wanting) {
    const queue = pairs.has(one) ? undefined : queues.get(one.visit.geofenceId);
    if (queue) take(one, firstOverlapping(queue, one.visit, taken));
  }
  return pairs;
}

/** Told visits of one geofence in order of time; those before `first` are nobody's any more. */
interface Queue {
  readonly told: readonly ToldVisit[];
  first: number;
}

/** Asked for visits one behind the other, so what is over before one is over before all that follow. */
function firstOverlapping(queue: Queue, visit: Visit, taken: ReadonlySet<ToldVisit>): ToldVisit | undefined {
  const isGone = (one: ToldVisit) => taken.has(one) || endOf(one.visit) <= visit.from;
  for (let one = queue.told[queue.first]; one && isGone(one); one = queue.told[queue.first]) queue.first += 1;
  for (let at = queue.first; at < queue.told.length; at += 1) {
    const one = queue.told[at];
    if (!one || one.visit.from >= endOf(visit)) return undefined;
    if (!isGone(one)) return one;
  }
  return undefined;
}

/** For each visit the first in the order given that overlaps it, by number; undefined where none does. */
export function overlappingIn(visits: readonly Visit[]): (visit: Visit) => number | undefined {
  const numbered = visits.map((visit, number) => ({ visit, number }));
  const byFence = new Map<string, Lined>();
  for (const [geofenceId, ofFence] of Map.groupBy(numbered, ({ visit }) => visit.geofenceId)) {
    const line = ofFence.toSorted((a, b) => a.visit.from - b.visit.from);
    let latest = -Infinity;
    byFence.set(geofenceId, { line, latestEnds: line.map(({ visit }) => (latest = Math.max(latest, endOf(visit)))) });
  }
  return (visit) => {
    const { line, latestEnds } = byFence.get(visit.geofenceId) ?? { line: [], latestEnds: [] };
    let found: number | undefined;
    for (let at = countBefore(line, endOf(visit)) - 1; (latestEnds[at] ?? -Infinity) > visit.from; at -= 1) {
      const one = line[at];
      if (one && endOf(one.visit) > visit.from) found = Math.min(found ?? one.number, one.number);
    }
    return found;
  };
}

/** Visits of one geofence in order of time, and at each the latest end so far. */
interface Lined {
  readonly line: readonly { readonly visit: Visit; readonly number: number }[];
  readonly latestEnds: readonly number[];
}

/** How many of a line began before an instant. */
function countBefore(line: Lined['line'], instant: number): number {
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line[middle]?.visit.from ?? Infinity) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Equal for visits of one geofence that began together, and were both passed through or both not. */
function beginOf({ geofenceId, from, endReason }: Visit): string {
  return `${geofenceId} ${from} ${endReason === 'CROSSED'}`;
}

/** The end of a visit; one of no length is at its one instant. */
function endOf({ from, to }: Visit): number {
  return to === null ? Infinity : Math.max(to, from + 1);
}
