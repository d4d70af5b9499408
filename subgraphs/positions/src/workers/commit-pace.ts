/** How long is looked before the pace is told anew, in milliseconds. */
const WINDOW_MS = 250;
/** How much the last window counts in what is told. */
const NEWEST_COUNTS = 0.4;

/**
 * How fast positions are stored while more wait than a commit takes, so that it can be said how long a queue lasts. What
 * is stored while few wait says nothing of it, and neither do pauses.
 */
export class CommitPace {
  #rowsPerMs = Infinity;
  #since: number | undefined;
  #rows = 0;

  /** Told of each commit. @param moreWait whether what waits behind it fills another. @param now by `performance.now`. */
  committed(rows: number, { moreWait, now }: { moreWait: boolean; now: number }): void {
    if (this.#since !== undefined) this.#count(rows, now - this.#since);
    if (!moreWait) this.#begin(undefined);
    else if (this.#since === undefined || this.#rows === 0) this.#begin(now);
  }

  /** How many milliseconds it takes to store so many rows; 0 while nothing is known of it. */
  millisecondsFor(rows: number): number {
    return rows / this.#rowsPerMs;
  }

  #count(rows: number, ms: number): void {
    this.#rows += rows;
    if (ms < WINDOW_MS) return;
    const newest = this.#rows / ms;
    this.#rowsPerMs = Number.isFinite(this.#rowsPerMs)
      ? this.#rowsPerMs + NEWEST_COUNTS * (newest - this.#rowsPerMs)
      : newest;
    this.#rows = 0;
  }

  #begin(since: number | undefined): void {
    this.#since = since;
    this.#rows = 0;
  }
}
