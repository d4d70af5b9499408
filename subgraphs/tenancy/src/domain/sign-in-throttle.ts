/** Failed sign-ins of one account or address. */
interface Failures {
  count: number;
  /** Unix milliseconds before which the next attempt is refused unseen. */
  blockedUntil: number;
}

/** Slows guessing down: every failure beyond a few doubles the time until the next attempt is looked at. */
export interface SignInThrottle {
  /** Milliseconds to wait before an attempt under these keys is looked at; 0 when it may be. */
  waitMs(keys: readonly string[], now: number): number;
  failed(keys: readonly string[], now: number): void;
  succeeded(keys: readonly string[]): void;
}

const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** @param limit most keys remembered; beyond it those that were blocked longest ago are forgotten. */
export function createSignInThrottle(limit = 50_000): SignInThrottle {
  const failures = new Map<string, Failures>();
  return {
    waitMs: (keys, now) => Math.max(0, ...keys.map((key) => (failures.get(key)?.blockedUntil ?? 0) - now)),
    failed(keys, now) {
      for (const key of keys) {
        const count = (failures.get(key)?.count ?? 0) + 1;
        const over = count - FREE_FAILURES;
        const waitMs = over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
        failures.delete(key);
        failures.set(key, { count, blockedUntil: now + waitMs });
      }
      for (const oldest of failures.keys()) {
        if (failures.size <= limit) break;
        failures.delete(oldest);
      }
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key);
    },
  };
}
