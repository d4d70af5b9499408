/** Attempts under way and failures by key, and how long they make the next attempt wait. Times are Unix milliseconds. */
export interface FailureTally {
  /** Milliseconds until an attempt under the key may begin; 0 when it may. */
  waitMs(key: string, now: number): number;
  begin(key: string): void;
  failed(key: string, now: number): void;
  /** Ends an attempt that counts for nothing. */
  abandoned(key: string): void;
  /** Ends an attempt and forgets every failure. */
  forget(key: string): void;
}

interface Attempts {
  readonly pending: number;
  readonly failures: number;
  /** When the latest failure came. */
  readonly failedAt: number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** One failure is forgiven for each of these since the latest, or an office would pay for a month of typing errors. */
const FORGIVE_MS = LONGEST_WAIT_MS;
const NONE: Attempts = { pending: 0, failures: 0, failedAt: 0 };

/**
 * @param free failures until waiting begins, and most attempts under way at once; after them it is one at a time.
 * @param limit most keys remembered; beyond it those that failed longest ago are forgotten.
 */
export function createFailureTally({ free, limit }: { free: number; limit: number }): FailureTally {
  const known = new Map<string, Attempts>();
  const of = (key: string): Attempts => known.get(key) ?? NONE;

  function put(key: string, attempts: Attempts): void {
    if (attempts.pending + attempts.failures <= 0) known.delete(key);
    else known.set(key, attempts);
    for (const oldest of known.keys()) {
      if (known.size <= limit) break;
      known.delete(oldest);
    }
  }
  const ended = (key: string): number => Math.max(0, of(key).pending - 1);

  return {
    waitMs(key, now) {
      const { pending, failures, failedAt } = of(key);
      const blockedMs = failures < free ? 0 : failedAt + waitAfter(failures - free) - now;
      const isFull = pending > 0 && pending + remaining(of(key), now) >= free;
      return Math.max(0, blockedMs, isFull ? FIRST_WAIT_MS : 0);
    },
    begin: (key) => put(key, { ...of(key), pending: of(key).pending + 1 }),
    failed(key, now) {
      const next = { pending: ended(key), failures: remaining(of(key), now) + 1, failedAt: now };
      // To the end of the map: its first keys are those that failed longest ago.
      known.delete(key);
      put(key, next);
    },
    abandoned: (key) => put(key, { ...of(key), pending: ended(key) }),
    forget: (key) => put(key, { ...NONE, pending: ended(key) }),
  };
}

function waitAfter(over: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
}

function remaining({ failures, failedAt }: Attempts, now: number): number {
  return Math.max(0, failures - Math.floor(Math.max(0, now - failedAt) / FORGIVE_MS));
}
