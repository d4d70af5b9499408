import type { Logger } from '@trekker/kit';

import type { Telling } from '../actions/tell-connections.ts';
import { CUT_OFF_MS, settleWithin } from './settle-within.ts';

/** What is to be told of connections, in its order. */
export interface Tellings {
  add(telling: Telling): void;
  /** Tells what waits as far as that is possible within a second; the rest another process finds out. */
  stop(): Promise<void>;
}

/** From something to tell to the telling, and from a failed try to the next one, in milliseconds. */
const GATHER_MS = 50;
const AGAIN_MS = 1_000;
/** Most that is told at once, and most that waits while the database does not answer; more is not told. */
const MOST_AT_ONCE = 500;
const MOST_WAITING = 100_000;

/**
 * Gathers what is to be told and tells it behind, each tenant's together, again and again where that fails. What was told
 * is not told again, and no tenant waits for another's.
 */
export function createTellings(
  tell: (tenantId: string, told: readonly Telling[]) => Promise<void>,
  log: Logger,
): Tellings {
  const waiting: Telling[] = [];
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let stopped = false;

  function tellSoon(ms: number): void {
    if (stopped || timer || working) return;
    timer = setTimeout(() => {
      timer = undefined;
      working = tellAll();
    }, ms);
  }

  async function tellAll(): Promise<void> {
    let untold: readonly Telling[] = [];
    while (waiting.length && !untold.length) {
      untold = await tellBatch(waiting.splice(0, MOST_AT_ONCE));
      waiting.unshift(...untold);
    }
    working = undefined;
    if (waiting.length) tellSoon(untold.length ? AGAIN_MS : GATHER_MS);
  }

  /** Gives back what could not be told. */
  async function tellBatch(batch: readonly Telling[]): Promise<Telling[]> {
    const untold: Telling[] = [];
    for (const [tenantId, ofTenant] of Map.groupBy(batch, (one) => one.tenantId)) {
      try {
        await tell(tenantId, ofTenant);
      } catch (failure) {
        untold.push(...ofTenant);
        if (!stopped) log.warn({ err: failure }, 'connections of trackers could not be told; trying again');
      }
    }
    return untold;
  }

  return {
    add(telling) {
      if (waiting.length >= MOST_WAITING) return;
      waiting.push(telling);
      tellSoon(GATHER_MS);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const last = async () => {
        await working;
        await tellAll();
      };
      await settleWithin([last()], CUT_OFF_MS);
    },
  };
}
