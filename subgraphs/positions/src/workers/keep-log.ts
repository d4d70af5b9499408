import { setTimeout as sleep } from 'node:timers/promises';

import {
  defineService,
  EMPTY_ENTRY,
  runJobs,
  scheduleJob,
  trimTopic,
  type Clock,
  type Database,
  type Logger,
  type Service,
} from '@trekker/kit';

import { putEntriesBack } from '../actions/put-entries-back.ts';
import { DAY_MS } from '../domain/day.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';

const HOUR_MS = 3_600_000;
const KIND = 'trim-log';
/** How often to look whether somebody wants entries back. */
const LOOK_EVERY_MS = 1_000;

/** What of the topic is in the history as well. All else that it tells stays in the log. */
export const TRIMMED_TYPES = [positionsAppended.type, EMPTY_ENTRY];

export interface LogKeeperOptions {
  readonly database: Database;
  /** How many days entries with positions stay in the log. */
  readonly keptDays: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Takes old entries with positions out of the log, every hour; one process of the installation at a time. */
export function trimLog({ database, keptDays, clock, log }: LogKeeperOptions): Service {
  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: {
      async [KIND](_job, { signal, progress }) {
        const before = clock.now() - keptDays * DAY_MS;
        const { entries, waiting } = await trimTopic({
          database,
          topic: POSITIONS_TOPIC,
          types: TRIMMED_TYPES,
          before,
          signal,
          onStep: () => progress(0), // tells that it lives
        });
        if (entries) log.info({ entries }, 'entries with positions were taken out of the log');
        for (const [reason, heads] of Map.groupBy(waiting, (one) => one.for))
          log.info({ heads: heads.length, reason }, 'the log keeps entries that are older than it should');
      },
    },
  });
  return {
    ...jobs,
    async start() {
      const job = { kind: KIND, key: 'hourly', runAt: clock.now() + HOUR_MS / 12, everyMs: HOUR_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}

/** Puts entries back for whoever has to begin again: a rebuild, or a projection that is new. */
export function putBackIntoLog({ database, log }: Pick<LogKeeperOptions, 'database' | 'log'>): Service {
  const stop = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        const heads = await putEntriesBack(database, stop.signal);
        if (heads.length) log.info({ heads: heads.length }, 'entries with positions were put back into the log');
      } catch (failure) {
        if (!stop.signal.aborted)
          log.warn({ err: failure }, 'entries could not be put back into the log; trying again');
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => {});
    }
  }

  return defineService({
    name: 'putting back into the log',
    start: async () => void (loop = work()),
    async stop() {
      stop.abort();
      await loop;
    },
  });
}
