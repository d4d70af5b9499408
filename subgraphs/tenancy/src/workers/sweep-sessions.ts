import { listTenants, runJobs, scheduleJob, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import type { TenancyConfig } from '../config.ts';
import { deleteNotificationsBefore, deleteTriesEndedBefore } from '../db/notifications/notifications.ts';
import { deleteInvitationsExpiredAt } from '../db/invitations.ts';
import { deleteSessionsExpiredBefore } from '../db/sessions.ts';

const DAY_MS = 86_400_000;
const KIND = 'sweep-sessions';

/** Deletes sessions that ended and notifications told long ago, and invitations that ran out; daily, tenant by tenant. */
export function sweepSessions({
  database,
  config,
  clock,
  log,
}: {
  database: Database;
  config: TenancyConfig;
  clock: Clock;
  log: Logger;
}): Service {
  const jobs = runJobs({
    schema: 'tenancy',
    database,
    clock,
    log,
    handlers: {
      async [KIND](_job, { progress, signal }) {
        const tenants = await database.withDirectory(listTenants);
        for (const [index, tenantId] of tenants.entries()) {
          if (signal.aborted) throw new Error('stopped before all tenants were swept');
          await database.withTenant(tenantId, async (tx) => {
            await deleteSessionsExpiredBefore(tx, clock.now() - config.keepSessionsMs);
            await deleteInvitationsExpiredAt(tx, clock.now());
            await deleteTriesEndedBefore(tx, clock.now() - DAY_MS);
            await deleteNotificationsBefore(tx, clock.now() - config.notificationDays * DAY_MS);
          });
          await progress((index + 1) / tenants.length);
        }
      },
    },
  });
  return {
    ...jobs,
    async start() {
      await database.withConsumer((tx) =>
        scheduleJob(tx, { schema: 'tenancy' }, { kind: KIND, key: 'daily', runAt: clock.now(), everyMs: DAY_MS }),
      );
      await jobs.start();
    },
  };
}
