import { setTimeout as sleep } from 'node:timers/promises';

import { ApiError, type Api } from './api.ts';

const PAUSE_MS = 200;

/**
 * A client that asks again while what it wrote has not arrived where it is read, as a busy product may need more than a
 * second for that. Such an answer comes before anything was done, so mutations are safe to repeat.
 */
export function patientApi(api: Api, patienceMs: number): Api {
  return {
    async run<T>(document: string, variables?: Record<string, unknown>): Promise<T> {
      const until = performance.now() + patienceMs;
      for (;;) {
        try {
          return await api.run<T>(document, variables);
        } catch (failure) {
          if (!isBehind(failure) || performance.now() > until) throw failure;
        }
        await sleep(PAUSE_MS);
      }
    },
  };
}

/** Whether an operation failed because something written before has not arrived yet. */
export function isBehind(failure: unknown): boolean {
  return failure instanceof ApiError && failure.code === 'REPLICA_BEHIND';
}
