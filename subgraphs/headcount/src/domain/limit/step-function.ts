import { endOf, type Interval } from '../person-visit.ts';
import { EARLIEST } from '../span.ts';

/** How many intervals of a changing set hold at each instant. */
export interface StepFunction {
  /** Adds intervals (1) or takes them away (-1). */
  add(intervals: readonly Interval[], by: 1 | -1): void;
  /** The value at an instant and every instant behind it at which it changes, in order of time. */
  from(at: number): { readonly at: number; readonly count: number }[];
}

/** A set without intervals. */
export function createStepFunction(): StepFunction {
  // Ascending instants at which the value changes, and by how much.
  const instants: number[] = [];
  const changes: number[] = [];

  function change(at: number, by: number): void {
    if (at === Infinity) return;
    const index = indexOf(at);
    if (instants[index] !== at) {
      instants.splice(index, 0, at);
      changes.splice(index, 0, by);
      return;
    }
    const sum = (changes[index] ?? 0) + by;
    if (sum !== 0) changes[index] = sum;
    else {
      instants.splice(index, 1);
      changes.splice(index, 1);
    }
  }

  /** Where an instant stands or would stand. */
  function indexOf(at: number): number {
    let [low, high] = [0, instants.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((instants[middle] ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add(intervals, by) {
      for (const interval of intervals) {
        change(interval.from, by);
        change(endOf(interval), -by);
      }
    },
    from(at) {
      let count = 0;
      const steps = [{ at, count }];
      for (const [index, instant] of instants.entries()) {
        count += changes[index] ?? 0;
        if (instant <= at) steps[0] = { at, count };
        else steps.push({ at: instant, count });
      }
      return steps;
    },
  };
}

/** All of time. */
export const ALWAYS: readonly Interval[] = [{ from: EARLIEST, to: null }];

/** The union of intervals: disjoint, in order of time. */
export function unionOf(intervals: readonly Interval[]): Interval[] {
  const union: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    if (endOf(interval) <= interval.from) continue;
    const last = union.at(-1);
    if (!last || endOf(last) < interval.from) union.push({ from: interval.from, to: interval.to });
    else if (endOf(interval) > endOf(last)) union[union.length - 1] = { from: last.from, to: interval.to };
  }
  return union;
}

/** What two lists of disjoint intervals in order of time have in common. */
export function intersectionOf(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const from = Math.max(one.from, other.from);
      const end = Math.min(endOf(one), endOf(other));
      return from < end ? [{ from, to: end === Infinity ? null : end }] : [];
    }),
  );
}

/** The first instant at which one of two lists of disjoint intervals covers and the other does not; null when none. */
export function firstDifference(a: readonly Interval[], b: readonly Interval[]): number | null {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [one, other] = [a[index], b[index]];
    if (!one || !other) return (one ?? other)?.from ?? null;
    if (one.from !== other.from) return Math.min(one.from, other.from);
    if (endOf(one) !== endOf(other)) return Math.min(endOf(one), endOf(other));
  }
  return null;
}
