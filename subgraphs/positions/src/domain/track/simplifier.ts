import { createRemovalQueue } from './removal-queue.ts';
import { metersFromLine, type TrackSpot } from './track-line.ts';

/** A point that a track may be drawn through. */
export interface TrackPoint extends TrackSpot {
  /** Unix milliseconds. */
  readonly at: number;
  /** Until when the tracker stood there; null: it is no stop. */
  readonly until: number | null;
  /** Metres per second, or null. */
  readonly speed: number | null;
  /** Whether nothing is known of the way here. */
  readonly isAfterGap: boolean;
}

/** A way that is simplified while it is handed over, however long it is. */
export interface Simplifier {
  add(point: TrackPoint): void;
  /** The points that are left of it, and how far from their line any other is at most, metres. */
  finish(): { points: TrackPoint[]; toleranceMeters: number; hiddenStops: number };
}

/** Points kept while more come, for each that is kept in the end: what comes may matter less than what was kept. */
const SLACK = 4;
/** What must stay longest, from the least on; far above any distance on Earth in metres. */
const RANK = { gap: 1e8, stop: 1e9, extreme: 1e13 } as const;

/** A point among those kept, between its neighbours. */
interface Kept {
  point: TrackPoint;
  before: Kept | null;
  after: Kept | null;
  /** No point left out between the one before and this one is farther from the line between them, metres. */
  hidden: number;
  isGone: boolean;
}

/**
 * Keeps at most so many points. Again and again the point goes whose loss takes what is left least far from any point that
 * was ever left out; that bound is known at every time, so points that are gone need not be remembered. Stops, sides of
 * gaps and extremes go last: gaps before stops, short stops before long ones.
 * @param most 8 or more.
 */
export function createSimplifier(most: number): Simplifier {
  const queue = createRemovalQueue<Kept>();
  const extremes = createExtremes();
  let [first, last, count, hiddenStops]: [Kept | null, Kept | null, number, number] = [null, null, 0, 0];

  function judge(kept: Kept | null): void {
    if (kept?.before && kept.after) queue.put(kept, lossOf(kept) + rankOf(kept));
  }

  function rankOf(kept: Kept): number {
    if (extremes.has(kept)) return RANK.extreme;
    const { until, at } = kept.point;
    if (until !== null) return RANK.stop + (until - at);
    return kept.point.isAfterGap || kept.after?.point.isAfterGap ? RANK.gap : 0;
  }

  function remove(kept: Kept): void {
    const { before, after } = kept;
    if (!before || !after) return;
    after.hidden = lossOf(kept);
    if (kept.point.isAfterGap) after.point = { ...after.point, isAfterGap: true };
    if (kept.point.until !== null) hiddenStops += 1;
    before.after = after;
    after.before = before;
    kept.isGone = true;
    count -= 1;
    judge(before);
    judge(after);
  }

  function shrink(to: number): void {
    while (count > to) {
      const least = queue.take();
      if (!least) return;
      remove(least);
    }
  }

  return {
    add(point) {
      const kept: Kept = { point, before: last, after: null, hidden: 0, isGone: false };
      if (last) last.after = kept;
      first ??= kept;
      const before = last;
      last = kept;
      count += 1;
      for (const passed of extremes.meet(kept)) judge(passed);
      judge(before);
      if (count > most * SLACK) shrink(most * SLACK);
    },
    finish() {
      shrink(most);
      const points: TrackPoint[] = [];
      let toleranceMeters = 0;
      for (let kept = first; kept; kept = kept.after) {
        points.push(kept.point);
        toleranceMeters = Math.max(toleranceMeters, kept.hidden);
      }
      return { points, toleranceMeters, hiddenStops };
    },
  };
}

/** How far from the line between its neighbours a point, or any left out beside it, is at most, metres. */
function lossOf({ point, before, after, hidden }: Kept): number {
  if (!before || !after) return Number.POSITIVE_INFINITY;
  return Math.max(hidden, after.hidden) + metersFromLine(point, before.point, after.point);
}

const MEASURES: readonly ((point: TrackPoint) => number)[] = [
  ({ latitude }) => latitude,
  ({ latitude }) => -latitude,
  ({ longitude }) => longitude,
  ({ longitude }) => -longitude,
  ({ speed }) => speed ?? Number.NEGATIVE_INFINITY,
];

/** The points that were farthest in some way so far. */
function createExtremes() {
  const holders: (Kept | null)[] = MEASURES.map(() => null);
  return {
    has: (kept: Kept) => holders.includes(kept),
    /** Takes a point in, and gives back those that are farthest no more. */
    meet(kept: Kept): Kept[] {
      const passed: Kept[] = [];
      for (const [index, measure] of MEASURES.entries()) {
        const holder = holders[index];
        const value = measure(kept.point);
        if (value === Number.NEGATIVE_INFINITY || (holder && measure(holder.point) >= value)) continue;
        holders[index] = kept;
        if (holder) passed.push(holder);
      }
      return passed.filter((each) => !each.isGone && !holders.includes(each));
    },
  };
}
