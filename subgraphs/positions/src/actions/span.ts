import { EARLIEST_INSTANT, InvalidInputError, LATEST_INSTANT } from '@trekker/kit';

/** A stretch of time `[from, to)` in Unix milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/**
 * The part of a span that positions can lie in, so that what is asked of the database is an instant it knows, days before
 * and after included. Fails with INVALID_INPUT where the end is not behind the start.
 */
export function checkedSpan({ from, to }: Span): Span {
  if (to <= from) throw new InvalidInputError('to', `must lie after from, got ${new Date(to).toISOString()}`);
  return { from: withinTime(from), to: withinTime(to) };
}

/** The instant nearest to this one at which positions can lie, Unix milliseconds. */
export function withinTime(at: number): number {
  return Math.min(Math.max(at, EARLIEST_INSTANT), LATEST_INSTANT - 7 * DAY_MS);
}
