import { runJobs, scheduleJob, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { turnRawMessages } from '../db/raw-messages.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const KIND = 'turn-raw-messages';
/** For how many days ahead there are partitions. */
const DAYS_AHEAD = 3;

/** Sees to it that there is a partition for today's messages as they came, and none of days that are kept no longer. */
export function keepRawMessages({
  database,
  keptDays,
  clock,
  log,
}: {
  database: Database;
  /** For how long they are kept, in days; 0: none are. */
  keptDays: number;
  clock: Clock;
  log: Logger;
}): Service {
  const turn = () => {
    const now = clock.now();
    const days =
      keptDays === 0
        ? { now, daysAhead: -2, keptFrom: now + DAY_MS }
        : { now, daysAhead: DAYS_AHEAD, keptFrom: now - keptDays * DAY_MS };
    return database.withConsumer((tx) => turnRawMessages(tx.sql, days));
  };
  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: { [KIND]: async () => void (await turn()) },
  });
  return {
    ...jobs,
    async start() {
      await turn();
      const job = { kind: KIND, key: 'ahead', runAt: clock.now() + HOUR_MS, everyMs: HOUR_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}
