import { listTenants, runJobs, scheduleJob, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { knowingHolds } from '../actions/knowing-holds.ts';
import { deleteReleased, turnRawMessages, type HeldTenant } from '../db/raw-messages.ts';
import { DAY_MS } from '../domain/day.ts';

const HOUR_MS = 3_600_000;
const KIND = 'turn-raw-messages';
/** For how many days ahead there are partitions. */
const DAYS_AHEAD = 3;

/**
 * Sees to it that there is a partition for today's messages as they came, and none of days that are kept no longer; what a
 * legal hold keeps stays as long as it does.
 */
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
  const daysAhead = keptDays === 0 ? -2 : DAYS_AHEAD;
  const make = () =>
    database.withConsumer((tx) => turnRawMessages(tx.sql, { now: clock.now(), daysAhead, keptFrom: 0, held: [] }));

  async function turn(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const keptFrom = keptDays === 0 ? now + DAY_MS : now - keptDays * DAY_MS;
    const tenants = await database.withDirectory(listTenants);
    const held: HeldTenant[] = [];
    for (const tenantId of tenants) {
      signal.throwIfAborted();
      const holds = await knowingHolds({ database }, tenantId, (_, known) => Promise.resolve(known));
      if (holds.isTenantHeld || holds.trackerIds.length) held.push({ tenantId, ...holds });
    }
    await database.withConsumer((tx) => turnRawMessages(tx.sql, { now, daysAhead, keptFrom, held }));
    for (const tenantId of tenants) {
      signal.throwIfAborted();
      await knowingHolds({ database }, tenantId, (tx, holds) => deleteReleased(tx.sql, holds, keptFrom));
    }
  }

  const jobs = runJobs({
    schema: 'positions',
    database,
    clock,
    log,
    handlers: { [KIND]: (_job, { signal }) => turn(signal) },
  });
  return {
    ...jobs,
    async start() {
      await make();
      const job = { kind: KIND, key: 'ahead', runAt: clock.now(), everyMs: HOUR_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}
