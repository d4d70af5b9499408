import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine that others use too holds everybody up now and then; the work itself does so each time. */
const ROUNDS = 12;

/**
 * By how much longer the event loop was held up, 99 of 100 times, while something ran than while nothing did,
 * milliseconds; of several rounds the best, ended by the first that is below `enough`.
 */
export async function delayDuring(run: () => Promise<unknown>, enough = 50): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS && best >= enough; round += 1) {
    const idle = await delayOf(() => sleep(300)); // what making the input left to collect is no part of it either
    best = Math.min(best, (await delayOf(run)) - idle);
  }
  return best;
}

async function delayOf(run: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await sleep(20); // what is measured is the time between two ticks, so there must be one before and one after
  await run();
  await sleep(20);
  delay.disable();
  return delay.percentile(99) / 1e6;
}
