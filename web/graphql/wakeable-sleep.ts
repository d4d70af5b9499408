/** Events of the browser after which another attempt is likely to succeed. */
export interface WakeUps {
  /** Calls `listener` on each of them; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/** Waits, but not on when the network comes back or the page is looked at again. */
export function wakeableSleep(milliseconds: number, wakeUps: WakeUps): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = wakeUps.subscribe(finish);
    const timer = setTimeout(finish, milliseconds);
    function finish(): void {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    }
  });
}

/** The network is back, or the page became visible. */
export const browserWakeUps: WakeUps = {
  subscribe(listener) {
    const onVisible = () => document.visibilityState === 'visible' && listener();
    window.addEventListener('online', listener);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      window.removeEventListener('online', listener);
      document.removeEventListener('visibilitychange', onVisible);
    };
  },
};
