import { runJobs, scheduleJob, type Clock, type Database, type JobRun, type Logger, type Service } from '@trekker/kit';

import { forgetPositions } from '../../actions/forget-positions.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 60 * MINUTE_MS;
const KIND = 'forget-positions';

/** Deletes positions that tenants no longer want to keep, every hour; one process of the installation at a time. */
export function keepPositions({ database, clock, log }: { database: Database; clock: Clock; log: Logger }): Service {
  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: {
      [KIND]: async (_, run: JobRun) => {
        const { trackerDays } = await forgetPositions({ database, clock }, run);
        if (trackerDays) log.info({ trackerDays }, 'positions older than tenants keep were deleted');
      },
    },
  });
  return {
    ...jobs,
    async start() {
      const job = { kind: KIND, key: 'hourly', runAt: clock.now() + 2 * MINUTE_MS, everyMs: EVERY_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}
