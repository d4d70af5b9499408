import { maxLength, minLength, number, pipe, regex, string, trim } from 'valibot';

import { checkRule } from './input-rule.ts';

/** A name as people read it: 1 to 100 characters on one line. Control characters, NUL among them, are refused. */
export const nameInput = pipe(
  string(),
  trim(),
  minLength(1, 'a name must have at least 1 character'),
  maxLength(100, 'a name must have at most 100 characters'),
  regex(/^\P{Cc}*$/u, 'a name must have no control characters'),
);

/** No position is older: an earlier time is a clock that was never set. */
export const EARLIEST_INSTANT = Date.UTC(2000, 0, 1);
/** The last instant whose year has four digits, within a day. */
export const LATEST_INSTANT = Date.UTC(9999, 11, 31);

/** The nearest instant to one that anything kept can have, so that what is asked of the database is an instant it knows. */
export function knownInstant(at: number): number {
  return Math.min(Math.max(at, EARLIEST_INSTANT), LATEST_INSTANT);
}

/** An instant that limits something kept, Unix milliseconds. */
export const instantInput = pipe(
  number(),
  checkRule({ rule: 'INSTANT' }, (at: number) => at >= EARLIEST_INSTANT, 'must not lie before 2000-01-01T00:00:00Z'),
  checkRule({ rule: 'INSTANT' }, (at: number) => at <= LATEST_INSTANT, 'must not lie after 9999-12-31T00:00:00Z'),
);
