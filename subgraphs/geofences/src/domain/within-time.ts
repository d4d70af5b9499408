import { EARLIEST_INSTANT, LATEST_INSTANT } from '@trekker/kit';

/** The nearest instant that a position can have; what a caller asks about may lie anywhere. */
export function withinTime(instant: number): number {
  return Math.min(Math.max(instant, EARLIEST_INSTANT), LATEST_INSTANT);
}
