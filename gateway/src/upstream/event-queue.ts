/** Events that were not read yet. Ends, or fails, behind those that came before. */
export class EventQueue<T> implements AsyncIterableIterator<T> {
  readonly #most: number;
  readonly #onLeave: () => void;
  readonly #events: T[] = [];
  #waiting: PromiseWithResolvers<IteratorResult<T>> | null = null;
  #end: { readonly failure: Error | null } | null = null;

  /**
   * @param most events that may wait; with one more it fails, as its reader would only fall further behind.
   * @param onLeave called once when the reader leaves before the end.
   */
  constructor(most: number, onLeave: () => void) {
    this.#most = most;
    this.#onLeave = onLeave;
  }

  push(event: T): void {
    if (this.#end) return;
    if (this.#waiting) {
      this.#waiting.resolve({ done: false, value: event });
      this.#waiting = null;
    } else if (this.#events.push(event) > this.#most) {
      this.#onLeave();
      this.finish(new Error(`more than ${this.#most} events were waiting to be read`));
    }
  }

  /** Nothing follows. @param failure why, or null where that is as it should be. */
  finish(failure: Error | null): void {
    if (this.#end) return;
    this.#end = { failure };
    if (!this.#waiting) return;
    if (failure) this.#waiting.reject(failure);
    else this.#waiting.resolve({ done: true, value: undefined });
    this.#waiting = null;
  }

  async next(): Promise<IteratorResult<T>> {
    const [event] = this.#events.splice(0, 1);
    if (event !== undefined) return { done: false, value: event };
    if (!this.#end) return (this.#waiting = Promise.withResolvers()).promise;
    const { failure } = this.#end;
    if (failure) throw failure;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<T>> {
    if (!this.#end) this.#onLeave();
    this.#events.length = 0;
    this.finish(null);
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
