import { maxLength, maxValue, minLength, minValue, number, pipe, regex, string, trim } from 'valibot';

/** A name as people read it: 1 to 100 characters on one line. */
export const nameInput = pipe(
  string(),
  trim(),
  minLength(1, 'a name must have at least 1 character'),
  maxLength(100, 'a name must have at most 100 characters'),
  regex(/^\P{Cc}*$/u, 'a name must have no control characters'),
);

/** No position is older. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

/** From when on a geofence holds, Unix milliseconds. */
export const instantInput = pipe(
  number(),
  minValue(EARLIEST, 'must not lie before 2000-01-01T00:00:00Z'),
  maxValue(LATEST, 'must not lie after 9999-12-31T00:00:00Z'),
);

/** The nearest instant that a position can have; what a caller asks about may lie anywhere. */
export function withinTime(instant: number): number {
  return Math.min(Math.max(instant, EARLIEST), LATEST);
}
