import { listTenants, runJobs, scheduleJob, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { knowingHolds } from '../actions/knowing-holds.ts';
import { deleteOldest } from '../db/quarantine.ts';
import { deleteReplaysEndedBefore } from '../db/quarantine-replays.ts';
import { EVERYTHING } from '../domain/quarantine-filter.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const KIND = 'sweep-quarantine';
/** Fixes that leave in one transaction. */
const BATCH = 10_000;

/** Forgets what has been in quarantine for longer than it is kept and is not held, and replays that ended as long ago; every hour. */
export function keepQuarantine({
  database,
  keptDays,
  clock,
  log,
}: {
  database: Database;
  /** For how long quarantine is kept, in days. */
  keptDays: number;
  clock: Clock;
  log: Logger;
}): Service {
  async function sweep(tenantId: string, before: number): Promise<void> {
    const old = { filter: { ...EVERYTHING, to: before }, reach: 'all' as const };
    for (let gone = BATCH; gone === BATCH;) {
      gone = await knowingHolds({ database }, tenantId, (tx, held) => deleteOldest(tx, { ...old, held }, BATCH));
    }
    await database.withTenant(tenantId, (tx) => deleteReplaysEndedBefore(tx, before));
  }

  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: {
      async [KIND](_job, { progress, signal }) {
        const before = clock.now() - keptDays * DAY_MS;
        const tenants = await database.withDirectory(listTenants);
        for (const [index, tenantId] of tenants.entries()) {
          if (signal.aborted) throw new Error('stopped before all tenants were swept');
          await sweep(tenantId, before);
          await progress((index + 1) / tenants.length);
        }
      },
    },
  });
  return {
    ...jobs,
    async start() {
      const job = { kind: KIND, key: 'hourly', runAt: clock.now(), everyMs: HOUR_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}
