/** A clock hand that moves once a second while anybody watches; all ages on a page change together. */
export interface Ticker {
  /** Unix milliseconds of this machine at the last step. */
  readonly snapshot: () => number;
  /** Calls `listener` at every step; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Steps at once, for a change people should not wait a second for. */
  readonly step: () => void;
}

const STEP_MS = 1_000;

/** @param local Unix milliseconds of this machine. */
export function createTicker(local: () => number = Date.now): Ticker {
  const listeners = new Set<() => void>();
  let at = local();
  let timer: ReturnType<typeof setInterval> | undefined;

  function step(): void {
    at = local();
    for (const listener of listeners) listener();
  }

  return {
    snapshot: () => at,
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(step, STEP_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    step,
  };
}
