import { runJobs, scheduleJob, type Clock, type Database, type Logger, type NewJob, type Service } from '@trekker/kit';

import { carryOutResets } from '../actions/carry-out-resets.ts';

/** Names the job that ends manual presences of a place. */
const KIND = 'headcount-reset';

/** How soon it is tried again what all tries of a turn failed to do, in milliseconds. */
const AGAIN_MS = 300_000;

/**
 * The job that carries out the next reset of a place, and is tried until it did: what is carried out takes the job away. A
 * key of its own lets a running job schedule the next.
 */
export function resetJob(placeId: string, runAt: number): NewJob {
  return { kind: KIND, key: `${placeId}/${runAt}`, payload: { placeId }, runAt, everyMs: AGAIN_MS };
}

/**
 * Carries out resets when they are due; those that were missed are made up for.
 * @param told is called with the tenant once one was carried out by this process.
 */
export function createResetJobs(deps: {
  database: Database;
  clock: Clock;
  log: Logger;
  told: (tenantId: string) => void;
}): Service {
  const { database, clock, told } = deps;
  return runJobs({
    ...deps,
    schema: 'headcount',
    handlers: {
      [KIND]: async ({ tenantId, payload }) => {
        // Only `resetJob` makes jobs of this kind.
        const { placeId } = payload as { placeId: string };
        await database.withConsumer(async (tx) => {
          await tx.asTenant(tenantId);
          const next = await carryOutResets(tx, { tenantId, placeId, now: clock.now() });
          if (next !== null) await scheduleJob(tx, { schema: 'headcount', tenantId }, resetJob(placeId, next));
          tx.afterCommit(() => told(tenantId));
        });
      },
    },
  });
}
