/** A stream that runs for as long as anybody looks. */
export interface WatchedStream {
  /** Says that somebody looks; returns how to say that they no longer do. */
  acquire(): () => void;
}

// Moving between pages must not start the stream anew.
const LINGER_MS = 10_000;

/** The stream runs while at least one holder is left, and a little longer. @param start begins it; returns how to stop. */
export function whileWatched(start: () => () => void): WatchedStream {
  let holders = 0;
  let stop: (() => void) | undefined;
  let lingering: ReturnType<typeof setTimeout> | undefined;
  return {
    acquire() {
      holders++;
      clearTimeout(lingering);
      stop ??= start();
      return () => {
        if (--holders) return;
        lingering = setTimeout(() => {
          stop?.();
          stop = undefined;
        }, LINGER_MS);
      };
    },
  };
}
