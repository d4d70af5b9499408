import type { Clock } from '../clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time forward. */
  advance(ms: number): void;
  /** Sets time, backwards too. */
  set(unixMs: number): void;
}

/** @param start Unix milliseconds, or RFC 3339. */
export function manualClock(start: number | string): ManualClock {
  let now = typeof start === 'string' ? Date.parse(start) : start;
  return {
    now: () => now,
    advance: (ms) => void (now += ms),
    set: (unixMs) => void (now = unixMs),
  };
}
