import { UnavailableError } from '../errors.ts';

/**
 * A stream of events between whoever makes them and one reader. `return` ends it at once, even while the reader waits,
 * which a plain async generator does not do.
 */
export interface EventStream<T> extends AsyncIterableIterator<T> {
  /** Hands an event to the reader; false once the stream has ended. */
  push(event: T): boolean;
  /** Ends the stream after what was pushed; with a failure the reader gets it instead of a normal end. */
  end(failure?: unknown): void;
}

/**
 * @param onEnd runs once when the stream ends, whoever ended it: the place to let go of the source.
 * @param limit most events the reader may be behind; beyond it the stream fails, because silence would be a lie.
 */
export function createEventStream<T>({ onEnd, limit = 10_000 }: { onEnd: () => void; limit?: number }): EventStream<T> {
  const waiting: T[] = [];
  let reader: PromiseWithResolvers<IteratorResult<T>> | undefined;
  let ended = false;
  let failure: unknown;

  function finish(reason?: unknown): void {
    if (ended) return;
    ended = true;
    failure = reason;
    onEnd();
    if (reader && reason !== undefined) reader.reject(reason);
    else reader?.resolve({ value: undefined, done: true });
    reader = undefined;
  }

  return {
    push(event) {
      if (ended) return false;
      if (reader) {
        reader.resolve({ value: event, done: false });
        reader = undefined;
      } else if (waiting.push(event) > limit) {
        finish(new UnavailableError(`the reader is more than ${limit} events behind; resume behind the last cursor`));
      }
      return !ended;
    },
    end: finish,
    async next() {
      const event = waiting.shift();
      if (event !== undefined) return { value: event, done: false };
      if (ended && failure !== undefined) throw takeFailure();
      if (ended) return { value: undefined, done: true };
      reader = Promise.withResolvers<IteratorResult<T>>();
      return reader.promise;
    },
    async return() {
      waiting.length = 0;
      finish();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };

  function takeFailure(): unknown {
    const reason = failure;
    failure = undefined;
    return reason;
  }
}
