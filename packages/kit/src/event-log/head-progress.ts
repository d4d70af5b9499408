import type { Head } from './entry.ts';

/** How far a consumer is with one head. */
export interface HeadProgress {
  readonly head: Head;
  /** Derived up to here. */
  offset: number;
  /** The log is known to reach at least to here. */
  known: number;
  /** Whether somebody derives from the head right now. */
  running: boolean;
  /** Whether it is derived from by itself, since it or one of its company failed. */
  alone: boolean;
  /** When the head needs a tick, Unix milliseconds, or null. */
  deadline: number | null;
  /** When the last tick was written. */
  tickedAt: number;
  /** Failures in a row. */
  failures: number;
  /** No new try before this instant, Unix milliseconds. */
  retryAt: number;
}

const FIRST_RETRY_MS = 250;
const SLOWEST_RETRY_MS = 30_000;
const MIN_TICK_INTERVAL_MS = 1_000;

/** Progress of a head that is about to be consumed. */
export function newProgress(
  head: Head,
  { offset, deadline }: { offset: number; deadline: number | null },
): HeadProgress {
  return { head, offset, known: offset, running: false, alone: false, deadline, tickedAt: 0, failures: 0, retryAt: 0 };
}

/** Notes a failure; every further one in a row doubles the pause before the next try, up to half a minute. */
export function noteFailure(progress: HeadProgress, now: number): void {
  progress.failures += 1;
  progress.retryAt = now + Math.min(SLOWEST_RETRY_MS, FIRST_RETRY_MS * 2 ** progress.failures);
}

/** When the next tick of a head may be written: at its deadline, at most one a second; null when none is due ever. */
export function nextTickAt({ deadline, tickedAt }: HeadProgress): number | null {
  return deadline === null ? null : Math.max(deadline, tickedAt + MIN_TICK_INTERVAL_MS);
}
