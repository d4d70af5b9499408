import { runJobs, scheduleJob, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { makePartitions } from '../db/partitions.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const KIND = 'make-partitions';

/** Sees to it that the history has a partition for today and the days to come, before intake needs it. */
export function keepPartitions({
  database,
  daysAhead,
  clock,
  log,
}: {
  database: Database;
  daysAhead: number;
  clock: Clock;
  log: Logger;
}): Service {
  // Yesterday too: phones that were offline over midnight report into it.
  const make = () => database.withConsumer((tx) => makePartitions(tx.sql, clock.now() - DAY_MS, daysAhead + 2));
  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: { [KIND]: async () => void (await make()) },
  });
  return {
    ...jobs,
    async start() {
      await make();
      await database.withConsumer((tx) =>
        scheduleJob(
          tx,
          { schema: 'positions' },
          { kind: KIND, key: 'ahead', runAt: clock.now() + HOUR_MS, everyMs: HOUR_MS },
        ),
      );
      await jobs.start();
    },
  };
}
