/** The server's clock as this machine can tell it: ages must not depend on how the viewer's clock is set. */
export interface ServerClock {
  /** Unix milliseconds on the server now. */
  readonly now: () => number;
  /** Learns from an answer that carried the server's time. The smallest offset seen is closest to the truth. */
  readonly learn: (serverTime: number) => void;
}

/** @param local Unix milliseconds of this machine. */
export function createServerClock(local: () => number = Date.now): ServerClock {
  let aheadMs: number | null = null;
  return {
    now: () => local() + (aheadMs ?? 0),
    learn(serverTime) {
      // The answer travelled for a while, so each measurement is too low by that; the highest is the best.
      const measured = serverTime - local();
      aheadMs = aheadMs === null ? measured : Math.max(aheadMs, measured);
    },
  };
}
