/** For how long after the network came back a connection may still be one of before, in milliseconds. */
const DOUBTED_MS = 30_000;

/** Knows when the network came back: connections from before it was away may be dead, and nobody tells. */
export class NetworkReturns {
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;
  #cameBackAt = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds, for tests. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The network came back. */
  tell(): void {
    this.#cameBackAt = this.#now();
    for (const listener of this.#listeners) listener();
  }

  /** Whether connections are in doubt. */
  get inDoubt(): boolean {
    return this.#now() - this.#cameBackAt < DOUBTED_MS;
  }

  /**
   * Watches something that is asked now. Calls `onLost` where no answer came within `patienceMs` although the network is
   * there again: at once, where it came back later than that. Returns how to end it.
   */
  watch(patienceMs: number, onLost: () => void): () => void {
    const askedAt = this.#now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const doubt = () => {
      clearTimeout(timer);
      timer = setTimeout(onLost, Math.max(0, askedAt + patienceMs - this.#now()));
    };
    if (this.inDoubt) doubt();
    this.#listeners.add(doubt);
    return () => {
      clearTimeout(timer);
      this.#listeners.delete(doubt);
    };
  }
}
