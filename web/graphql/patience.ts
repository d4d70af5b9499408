/** Waits for something that must happen within some time, and says when it did not. */
export interface Patience {
  /** Begins to wait. */
  begin(): void;
  /** Waits anew from now on, if it waits. */
  renew(): void;
  /** It happened, or does not matter any more. */
  end(): void;
}

/** @param limitMs of waiting, in milliseconds @param onEnd called when they are over */
export function createPatience(limitMs: number, onEnd: () => void): Patience {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const begin = () => {
    end();
    timer = setTimeout(onEnd, limitMs);
  };
  return { begin, end, renew: () => void (timer !== undefined && begin()) };
}
