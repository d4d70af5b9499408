/** How long is looked before the pace is told anew, in milliseconds. */
const WINDOW_MS = 250;
/** How much the last window counts in what is told. */
const NEWEST_COUNTS = 0.4;
/** What was seen so long ago says nothing of now: the database may have been busy with something else, milliseconds. */
const BELIEVED_MS = 10_000;

/**
 * How fast positions are stored while more wait than a commit takes, so that it can be said how long a queue lasts. What
 * is stored while few wait says nothing of it, and neither do pauses. All times are by `performance.now`.
 */
export class CommitPace {
  #rowsPerMs = Infinity;
  #seenAt = -Infinity;
  #since: number | undefined;
  #rows = 0;

  /** Told of each commit that came to be. */
  committed(rows: number, { moreWait, now }: { moreWait: boolean; now: number }): void {
    if (this.#since !== undefined) this.#count(rows, now);
    if (!moreWait) this.#begin(undefined);
    else if (this.#since === undefined || this.#rows === 0) this.#begin(now);
  }

  /** How many milliseconds it takes to store so many rows; 0 while nothing is known of it. */
  millisecondsFor(rows: number, now: number): number {
    return now - this.#seenAt > BELIEVED_MS ? 0 : rows / this.#rowsPerMs;
  }

  #count(rows: number, now: number): void {
    this.#rows += rows;
    const ms = now - (this.#since ?? now);
    if (ms < WINDOW_MS) return;
    const newest = this.#rows / ms;
    const isNew = this.millisecondsFor(1, now) === 0;
    this.#rowsPerMs = isNew ? newest : this.#rowsPerMs + NEWEST_COUNTS * (newest - this.#rowsPerMs);
    this.#seenAt = now;
    this.#rows = 0;
  }

  #begin(since: number | undefined): void {
    this.#since = since;
    this.#rows = 0;
  }
}
