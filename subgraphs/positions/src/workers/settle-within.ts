import { setTimeout as sleep } from 'node:timers/promises';

/** How long whatever is under way may take to finish once intake stops, in milliseconds; the rest is cut off. */
export const PATIENCE_MS = 5_000;

/** How long is waited for what was cut off to notice it, in milliseconds. */
export const CUT_OFF_MS = 1_000;

/** Waits until every piece of work came to an end, well or badly; false when that took longer than `limitMs`. */
export async function settleWithin(work: Iterable<Promise<unknown>>, limitMs: number): Promise<boolean> {
  const late = new AbortController();
  const settled = Promise.allSettled(work).then(() => true);
  const tooLate = sleep(limitMs, false, { signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([settled, tooLate]);
  } finally {
    late.abort();
  }
}
