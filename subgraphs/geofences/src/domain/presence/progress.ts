import type { PositionOrder } from '@trekker/geo';

/** Progress of a tracker is told in steps: the days of all time zones begin and end at one. */
export const STEP_MS = 900_000;

/** The last step a tracker passed when it went on from one position to the next, Unix milliseconds, or null if none. */
export function stepPassed(before: PositionOrder | null, after: PositionOrder): number | null {
  const step = Math.floor(after.recordedAt / STEP_MS) * STEP_MS;
  return before && before.recordedAt >= step ? null : step;
}
