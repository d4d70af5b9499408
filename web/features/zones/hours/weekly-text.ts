import type { GivenSpan } from './hours-draft.ts';

/** Hours in parts that can be put into words. */
export interface SpanParts {
  /** Days one after the other as first and last, single ones twice the same; ISO 8601. */
  readonly runs: readonly (readonly [first: number, last: number])[];
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Whether it ends on the day after; at midnight it does not. */
  readonly overnight: boolean;
  readonly wholeDay: boolean;
}

const MINUTES_OF_DAY = 1_440;
/** So many days in a row are told by the first and the last of them. */
const RUN = 3;

/** Hours of some days, ready to be put into words. */
export function spanParts({ days, fromMinute, toMinute }: GivenSpan): SpanParts {
  return {
    runs: runsOf(days),
    fromMinute,
    toMinute,
    overnight: toMinute <= fromMinute && fromMinute !== 0,
    wholeDay: fromMinute === 0 && toMinute === MINUTES_OF_DAY,
  };
}

function runsOf(days: readonly number[]): (readonly [number, number])[] {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b);
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs.flatMap((run) =>
    run.length < RUN ? run.map((day) => [day, day] as const) : [[run[0] ?? 1, run.at(-1) ?? 7] as const],
  );
}
