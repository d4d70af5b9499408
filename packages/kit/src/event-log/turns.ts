/** When a run took so long, others need not wait for its end, in milliseconds; longer where runs take longer. */
const PATIENCE_MS = 50;
/** A run that takes so many times as long as usual is waited for no longer. */
const PATIENCE_TIMES = 2;
/** Whatever is usual, nobody waits longer than this, in milliseconds. */
const MOST_PATIENCE_MS = 1_000;
/** How much the last run counts in what is usual. */
const NEWEST_COUNTS = 0.2;
/** Most runs under way at once. */
const MOST_UNDER_WAY = 4;

export interface TurnsOptions {
  /** How much waits, up to what fills a run; the answer may be more. */
  readonly waiting: () => number;
  /** How much fills a run. */
  readonly full: number;
  /** Takes what the next run does, which must not fail; never called when nothing waits. */
  readonly take: () => () => Promise<void>;
  /** Longest pause between a run and the next, in milliseconds. */
  readonly longestRestMs: number;
  /** How many times as long as a run the pause behind it is, up to the longest; absent: 1. */
  readonly restTimes?: number;
}

/**
 * Says when what waits is worked on, so that what arrives meanwhile is done together, as each run costs something by itself.
 * At once where nothing is going on and the pause after the last run is over; beside a run only when that takes long,
 * measured by those before: where all are slow, more of them at once would be slower still. As
 * much as fills a run waits for nobody.
 */
export class Turns {
  readonly #options: TurnsOptions;
  #underWay = 0;
  #restsUntil = -Infinity;
  /** How long a run usually takes, in milliseconds. */
  #usualMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Begins what may begin; called whenever something waits. */
  wake(): void {
    const { waiting, full, take } = this.#options;
    while (!this.#isStopped && this.#underWay < MOST_UNDER_WAY) {
      const amount = waiting();
      if (amount === 0) return;
      const rest = this.#restsUntil - performance.now();
      if (amount < full && rest > 0) {
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          this.wake();
        }, Math.ceil(rest));
        return;
      }
      void this.#run(take());
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #run(work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    this.#restsUntil = began + Math.min(Math.max(PATIENCE_MS, PATIENCE_TIMES * this.#usualMs), MOST_PATIENCE_MS);
    this.#underWay += 1;
    await work();
    this.#underWay -= 1;
    const ended = performance.now();
    this.#usualMs += NEWEST_COUNTS * (ended - began - this.#usualMs);
    if (this.#underWay === 0) this.#restFrom(ended, ended - began);
    this.wake();
  }

  /** Whoever waited for a run that might take long now waits for the pause only. */
  #restFrom(ended: number, tookMs: number): void {
    const { longestRestMs, restTimes = 1 } = this.#options;
    this.#restsUntil = ended + Math.min(restTimes * tookMs, longestRestMs);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
