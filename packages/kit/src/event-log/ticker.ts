import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { SHARED } from './entry.ts';
import { nextTickAt, type HeadProgress } from './head-progress.ts';

export interface TickerOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Heads that may need a tick. */
  readonly heads: () => Iterable<HeadProgress>;
  /** Whether this process derives from a head, and has derived from all that is known of it. */
  readonly isIdle: (progress: HeadProgress) => boolean;
  /** Keeps whoever stops the ticker waiting for a tick that is being written. */
  readonly track: (work: Promise<unknown>) => void;
  /** An injected clock may jump, so a longer wait than this is looked at again, in milliseconds. */
  readonly longestWaitMs: number;
}

/** Appends a tick to each head whose deadline has passed, so that what time alone changes is derived in the log's order. */
export class Ticker {
  readonly #options: TickerOptions;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: TickerOptions) {
    this.#options = options;
  }

  /** Looks when the next tick is due; called whenever a deadline may have changed, or a head have become idle. */
  schedule(): void {
    const { heads, clock, isIdle, track, longestWaitMs } = this.#options;
    clearTimeout(this.#timer);
    // One that is not idle cannot have its tick: to look for it would be to look without end.
    const due = [...heads()].filter(isIdle).flatMap((progress) => nextTickAt(progress) ?? []);
    if (this.#isStopped || !due.length) return;
    const waitMs = Math.max(0, Math.min(...due) - clock.now());
    this.#timer = setTimeout(() => track(this.#tickDueHeads()), Math.min(waitMs, longestWaitMs));
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #tickDueHeads(): Promise<void> {
    const { heads, clock, isIdle } = this.#options;
    const now = clock.now();
    const due = [...heads()].filter((progress) => (nextTickAt(progress) ?? Infinity) <= now && isIdle(progress));
    for (const progress of due) progress.tickedAt = now;
    if (due.length > 0) await this.#write(due);
    this.schedule();
  }

  async #write(due: readonly HeadProgress[]): Promise<void> {
    await this.#options.database.withConsumer(async (tx) => {
      for (const { head, deadline } of due) {
        const { topic, tenantId, partition } = head;
        const where = tenantId === SHARED ? { topic, subject: SHARED, partition } : { topic, subject: tenantId };
        tx.publish({ ...where, kind: 'tick', type: 'tick', payload: { deadline } });
      }
    });
  }
}
