import type { OperationResult } from '@urql/core';
import { fullJitterMs } from './full-jitter.ts';
import { wakeableSleep, type WakeUps } from './wakeable-sleep.ts';

/**
 * Asks until the server answers, be it with errors: what the network fails of is asked again after a pause that grows, or
 * when the network is back.
 * @param isGone whether nobody waits any more
 * @returns the data, or undefined where there is none or nobody waits
 */
export async function untilAnswered<Data>(
  ask: () => PromiseLike<Pick<OperationResult<Data>, 'data' | 'error'>>,
  { isGone, wakeUps }: { readonly isGone: () => boolean; readonly wakeUps: WakeUps },
): Promise<Data | undefined> {
  for (let attempt = 0; !isGone(); attempt++) {
    const { data, error } = await ask();
    if (isGone()) return undefined;
    if (!error?.networkError) return data;
    await wakeableSleep(fullJitterMs(attempt), wakeUps);
  }
  return undefined;
}
