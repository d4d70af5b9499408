import type { IncomingMessage } from 'node:http';

import { PATIENCE_MS, settleWithin } from '../settle-within.ts';

/** The requests that are being answered. */
export interface UnderWay {
  add(request: IncomingMessage, work: Promise<void>): void;
  /**
   * Waits for requests that arrived in full, for a few seconds. Whoever still sends its report is not waited for:
   * nothing was promised to it, and it sends it again.
   */
  receivedSettled(): Promise<void>;
  /** Waits, no longer, for those whose connection was cut in the middle of a report to notice it. */
  cutOffSettled(): Promise<void>;
}

/** Nothing under way yet. */
export function createUnderWay(): UnderWay {
  const requests = new Map<Promise<void>, IncomingMessage>();
  const those = (complete: boolean) =>
    [...requests].filter(([, request]) => request.complete === complete).map(([work]) => work);

  return {
    add(request, work) {
      requests.set(work, request);
      void work.finally(() => requests.delete(work));
    },
    async receivedSettled() {
      const until = performance.now() + PATIENCE_MS;
      // Reports may become complete meanwhile.
      for (let work = those(true); work.length; work = those(true)) {
        if (!(await settleWithin(work, until - performance.now()))) return;
      }
    },
    cutOffSettled: async () => void (await settleWithin(those(false), PATIENCE_MS)),
  };
}
