import { runJobs, scheduleJob, type Clock, type Database, type JobRun, type Logger, type Service } from '@trekker/kit';

import { packClosedDays } from '../actions/pack-closed-days.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 15 * MINUTE_MS;
const KIND = 'pack-days';

export interface DayPackerOptions {
  readonly database: Database;
  /** How many days a day stays as rows once it is over. */
  readonly afterDays: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Packs days that are over, and what came to them later; one process of the installation at a time. */
export function packDays({ database, afterDays, clock, log }: DayPackerOptions): Service {
  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: {
      [KIND]: async (_, run: JobRun) => void (await packClosedDays({ database, afterDays, clock, log }, run)),
    },
  });
  return {
    ...jobs,
    async start() {
      const job = { kind: KIND, key: 'closed', runAt: clock.now() + MINUTE_MS, everyMs: EVERY_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}
