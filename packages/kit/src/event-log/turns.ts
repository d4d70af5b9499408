/** When a run took so long, others need not wait for its end, in milliseconds. */
const PATIENCE_MS = 50;
/** Most runs under way at once. */
const MOST_UNDER_WAY = 4;

export interface TurnsOptions {
  /** How much waits, up to what fills a run; the answer may be more. */
  readonly waiting: () => number;
  /** How much fills a run. */
  readonly full: number;
  /** Takes what the next run does, which must not fail; never called when nothing waits. */
  readonly take: () => () => Promise<void>;
  /** Longest pause between a run and the next, in milliseconds: a run is followed by a pause as long as itself, up to this. */
  readonly longestRestMs: number;
}

/**
 * Says when what waits is worked on, so that what arrives meanwhile is done together, as each run costs something by itself.
 * At once where nothing is going on and the pause after the last run is over; beside a run only when that takes long. As
 * much as fills a run waits for nobody.
 */
export class Turns {
  readonly #options: TurnsOptions;
  #underWay = 0;
  #restsUntil = -Infinity;
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
    this.#restsUntil = began + PATIENCE_MS;
    this.#underWay += 1;
    await work();
    this.#underWay -= 1;
    const ended = performance.now();
    if (this.#underWay === 0) this.#restFrom(ended, ended - began);
    this.wake();
  }

  /** Whoever waited for a run that might take long now waits for the pause only. */
  #restFrom(ended: number, tookMs: number): void {
    this.#restsUntil = ended + Math.min(tookMs, this.#options.longestRestMs);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
