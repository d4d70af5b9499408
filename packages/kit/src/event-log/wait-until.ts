/** Waiting for progress: whoever waits is woken when something moved, and looks again every 25 ms besides. */
export interface Waiting {
  /** Resolves true as soon as `done` holds, false after `timeoutMs` or when waiting was ended. */
  until(done: () => Promise<boolean> | boolean, timeoutMs: number): Promise<boolean>;
  /** Lets everybody who waits look again. */
  wake(): void;
  /** Lets everybody give up. */
  end(): void;
}

const LOOK_AGAIN_MS = 25;

/** A place to wait. */
export function createWaiting(): Waiting {
  const sleepers = new Set<() => void>();
  let ended = false;

  const wake = () => {
    for (const sleeper of sleepers) sleeper();
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const rise = () => {
        clearTimeout(timer);
        sleepers.delete(rise);
        resolve();
      };
      const timer = setTimeout(rise, ms);
      sleepers.add(rise);
    });

  return {
    async until(done, timeoutMs) {
      const giveUpAt = performance.now() + timeoutMs;
      while (!(await done())) {
        const leftMs = giveUpAt - performance.now();
        if (leftMs <= 0 || ended) return false;
        await sleep(Math.min(leftMs, LOOK_AGAIN_MS));
      }
      return true;
    },
    wake,
    end() {
      ended = true;
      wake();
    },
  };
}
