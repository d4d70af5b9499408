import { TrekkerError } from '@trekker/kit';

/** A signal that fires when time is over or nobody waits any more. Its reason is a TrekkerError. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** Fires now, because nobody waits any more. */
  readonly cancel: () => void;
}

/** Starts the clock of one operation. Whoever starts it disposes of it. */
export function startDeadline(milliseconds: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new TrekkerError('TIMEOUT', `not finished within ${milliseconds} ms`)),
    milliseconds,
  );
  return {
    signal: controller.signal,
    cancel: () => controller.abort(new TrekkerError('TIMEOUT', 'nobody waits for the answer')),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
