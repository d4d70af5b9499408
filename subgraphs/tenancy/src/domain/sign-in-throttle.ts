import { createFailureTally } from './failure-tally.ts';

/** Slows guessing down: every failure beyond a few doubles the time until the next attempt is looked at. */
export interface SignInThrottle {
  /**
   * Takes a place for one attempt before anything is looked up or hashed, so that attempts at once count like attempts
   * one after another. Where there is none it counts nothing and gives the milliseconds to wait.
   */
  begin(who: SignInKeys, now: number): SignInAttempt | number;
}

/** Under what an attempt is counted. */
export interface SignInKeys {
  readonly account: string;
  readonly address: string;
}

/** A place that was taken; exactly one of these is called, once. */
export interface SignInAttempt {
  /** Counts against account and address. */
  failed(now: number): void;
  /** Forgets the failures of the account. Those of the address stay: one's own account is no pass for guessing. */
  succeeded(): void;
  /** Counts nothing: the attempt was not decided. */
  abandoned(): void;
}

/** @param limit most accounts and most addresses remembered; beyond it those that failed longest ago are forgotten. */
export function createSignInThrottle(limit = 50_000): SignInThrottle {
  const accounts = createFailureTally({ free: 5, limit });
  // Many people may sign in from one address.
  const addresses = createFailureTally({ free: 20, limit });
  return {
    begin({ account, address }, now) {
      const waitMs = Math.max(accounts.waitMs(account, now), addresses.waitMs(address, now));
      if (waitMs > 0) return waitMs;
      accounts.begin(account);
      addresses.begin(address);
      return {
        failed(at) {
          accounts.failed(account, at);
          addresses.failed(address, at);
        },
        succeeded() {
          accounts.forget(account);
          addresses.abandoned(address);
        },
        abandoned() {
          accounts.abandoned(account);
          addresses.abandoned(address);
        },
      };
    },
  };
}
