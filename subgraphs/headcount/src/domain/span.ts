/**
 * Classes of length, so that an ordinary index finds what holds at an instant: an interval of class k lasts at most 2^k
 * milliseconds, so one that holds at t began within 2^k milliseconds before t. Range types would say it more directly, but
 * their operators are not leak-proof, and PostgreSQL then uses no index under row-level security.
 */

/** Class of intervals that last. */
export const LASTING = 0;

/** Everything up to about a minute is one class. */
const SHORTEST = 16;
/** 278 years. */
const LONGEST = 43;

/** The class of an interval. */
export function spanOf({ from, to }: { from: number; to: number | null }): number {
  if (to === null) return LASTING;
  let span = SHORTEST;
  while (span < LONGEST && 2 ** span < to - from) span += 1;
  return span;
}

/** Where to look for the intervals of one class that overlap a stretch: those that began behind `after`. */
export interface Window {
  readonly span: number;
  readonly after: number;
}

/** One window per class, for intervals that may hold at an instant or begin later; Unix milliseconds. */
export function windowsFrom(at: number): Window[] {
  return [{ span: LASTING, after: EARLIEST }, ...endedWindowsFrom(at)];
}

/** The same for intervals that have an end. */
export function endedWindowsFrom(at: number): Window[] {
  const ended = Array.from({ length: LONGEST - SHORTEST + 1 }, (_, index) => SHORTEST + index);
  return ended.map((span) => ({ span, after: Math.max(EARLIEST, at - 2 ** span) }));
}

/** 0001-01-01T00:00:00Z; years before it are written differently by JavaScript and PostgreSQL. */
export const EARLIEST = -62_135_596_800_000;
/** Days before the years that are written differently begin again, so that what is asked around an instant can be, too. */
const LATEST = Date.UTC(9999, 11, 1);

/** The nearest instant that both JavaScript and PostgreSQL know how to write. */
export function withinYears(instant: number): number {
  return Math.min(Math.max(EARLIEST, instant), LATEST);
}
