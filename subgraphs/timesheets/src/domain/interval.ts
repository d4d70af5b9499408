/** A stretch of time `[from, to)`, Unix milliseconds. A list of stretches is ordered and without overlap unless it says otherwise. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** What is covered by any of these stretches, in whatever order and overlap they come; what touches becomes one. */
export function union(intervals: readonly Interval[]): Interval[] {
  return joined(intervals, 0);
}

/** The union, with holes that are not longer than `gapMs` filled. */
export function joined(intervals: readonly Interval[], gapMs: number): Interval[] {
  const ordered = intervals.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
  const result: Interval[] = [];
  for (const { from, to } of ordered) {
    const last = result.at(-1);
    if (!last || from - last.to > gapMs) result.push({ from, to });
    else if (to > last.to) result[result.length - 1] = { from: last.from, to };
  }
  return result;
}

/** What is covered by the first list and not by the second. */
export function without(intervals: readonly Interval[], taken: readonly Interval[]): Interval[] {
  return intervals.flatMap((interval) => {
    const pieces: Interval[] = [];
    let from = interval.from;
    for (const hole of taken) {
      if (hole.to <= from || hole.from >= interval.to) continue;
      if (from < hole.from) pieces.push({ from, to: hole.from });
      from = hole.to;
    }
    if (from < interval.to) pieces.push({ from, to: interval.to });
    return pieces;
  });
}

/** What is covered by both lists. */
export function overlap(intervals: readonly Interval[], others: readonly Interval[]): Interval[] {
  return intervals.flatMap((interval) => others.flatMap((other) => common(interval, other) ?? []));
}

/** What two stretches have in common, or null. */
function common(a: Interval, b: Interval): Interval | null {
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return both.from < both.to ? both : null;
}

/** Whether two stretches have a moment in common. */
export function touches(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Milliseconds covered. */
export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((total, { from, to }) => total + to - from, 0);
}
