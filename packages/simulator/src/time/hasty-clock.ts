import { setTimeout } from 'node:timers/promises';

/** A clock of the site that runs faster than life until it has caught up with it. */
export interface HastyClock {
  /** Unix milliseconds on the site. */
  now(): number;
  /** Waits so many milliseconds of the site; ends at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** How a hasty clock runs. */
export interface HastyClockOptions {
  /** Where it begins, Unix milliseconds; not after the present. */
  readonly fromMs: number;
  /** Milliseconds of the site in one of life, above 1. */
  readonly rate: number;
  /** Life. Default: the machine's clock. */
  readonly life?: { now(): number };
}

/**
 * A clock that begins in the past, runs `rate` times as fast as life and never ahead of it, as servers refuse what is
 * said to happen in the future. For benchmarks and tests: given to a feed as clock and sleep, a shift passes in minutes.
 */
export function createHastyClock({ fromMs, rate, life = { now: Date.now } }: HastyClockOptions): HastyClock {
  const began = life.now();
  const now = () => Math.min(life.now(), fromMs + (life.now() - began) * rate);
  return {
    now,
    async sleep(ms, signal) {
      const present = life.now();
      const hastyMs = Math.min(ms / rate, Math.max(0, (present - now()) / (rate - 1)));
      const lifeMs = hastyMs + Math.max(0, ms - hastyMs * rate);
      await setTimeout(lifeMs, undefined, { signal }).catch((failure: unknown) => {
        if (!signal.aborted) throw failure;
      });
    },
  };
}
