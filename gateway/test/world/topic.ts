/** Events for tests: whoever listens from now on hears what is published, until it returns or its signal fires. */
export class Topic<T> {
  readonly #listeners = new Set<Listener<T>>();
  /** How often somebody has begun to listen. */
  opened = 0;

  get listeners(): number {
    return this.#listeners.size;
  }

  publish(event: T): void {
    for (const listener of this.#listeners) listener.push(event);
  }

  /** Ends every stream as if the connection to it were lost. */
  fail(error: Error): void {
    for (const listener of this.#listeners) listener.fail(error);
  }

  /** @param first what the listener hears at once. */
  listen(signal: AbortSignal, first: readonly T[] = []): AsyncIterableIterator<T> {
    this.opened += 1;
    const listener = new Listener<T>(() => this.#listeners.delete(listener), first);
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => void listener.return(), { once: true });
    return listener;
  }
}

class Listener<T> implements AsyncIterableIterator<T> {
  readonly #onEnd: () => void;
  readonly #queue: T[];
  #waiting: PromiseWithResolvers<IteratorResult<T>> | undefined;
  #error: Error | undefined;
  #over = false;

  constructor(onEnd: () => void, first: readonly T[]) {
    this.#onEnd = onEnd;
    this.#queue = [...first];
  }

  push(event: T): void {
    if (this.#waiting) {
      this.#waiting.resolve({ done: false, value: event });
      this.#waiting = undefined;
    } else {
      this.#queue.push(event);
    }
  }

  fail(error: Error): void {
    this.#end();
    if (this.#waiting) this.#waiting.reject(error);
    else this.#error = error;
    this.#waiting = undefined;
  }

  next(): Promise<IteratorResult<T>> {
    const [event] = this.#queue.splice(0, 1);
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#error) return Promise.reject(this.#error);
    if (this.#over) return Promise.resolve({ done: true, value: undefined });
    this.#waiting = Promise.withResolvers();
    return this.#waiting.promise;
  }

  return(): Promise<IteratorResult<T>> {
    this.#end();
    this.#waiting?.resolve({ done: true, value: undefined });
    this.#waiting = undefined;
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    this.#over = true;
    this.#onEnd();
  }
}
