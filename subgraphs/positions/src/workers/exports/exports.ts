import {
  listTenants,
  runJobs,
  scheduleJob,
  type Clock,
  type Database,
  type JobHandler,
  type Logger,
  type Service,
  type Tx,
} from '@trekker/kit';

import { deleteExportsEndedBefore, finishExport, openExport } from '../../db/exports.ts';
import { ExportCancelled, ExportImpossible, makeExport } from './make-export.ts';

/** Kind of the jobs that make exports. */
export const EXPORT_JOB = 'make-export';
/** How often an export may be begun anew because its process died. */
export const MOST_EXPORT_RUNS = 20;
const SWEEP_JOB = 'sweep-exports';
const HOUR_MS = 3_600_000;

export interface ExportsOptions {
  readonly database: Database;
  /** For how long an export is kept, in hours. */
  readonly keptHours: number;
  readonly maxPositions: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Makes exports, one after the other, and forgets old ones every hour. One whose process died is begun anew. */
export function runExports({ database, keptHours, maxPositions, clock, log }: ExportsOptions): Service {
  const make: JobHandler = async ({ tenantId, key: exportId, attempt }, { progress, hold, signal }) => {
    // Another run that began it anew must not find parts of this one among its own.
    const inTenant = <T>(work: (tx: Tx) => Promise<T>) =>
      database.withTenant(tenantId, async (tx) => {
        await hold(tx);
        return work(tx);
      });
    const { result: open } = await inTenant((tx) => openExport(tx, exportId));
    if (!open) return;
    const end = (problem: string | null) =>
      inTenant((tx) =>
        finishExport(tx, exportId, { state: problem === null ? 'DONE' : 'FAILED', problem, at: clock.now() }),
      );
    try {
      await makeExport({ database, tenantId, exportId, open, maxPositions, inTenant, progress, signal });
      await end(null);
    } catch (failure) {
      if (failure instanceof ExportCancelled) return;
      if (failure instanceof ExportImpossible) await end(failure.message);
      else if (attempt >= MOST_EXPORT_RUNS) await end('it could not be made; start it again later');
      if (!(failure instanceof ExportImpossible)) throw failure;
    }
  };
  const sweep: JobHandler = async (_job, { progress }) => {
    const before = clock.now() - keptHours * HOUR_MS;
    const tenants = await database.withDirectory(listTenants);
    for (const [index, tenantId] of tenants.entries()) {
      await database.withTenant(tenantId, (tx) => deleteExportsEndedBefore(tx, before));
      await progress((index + 1) / tenants.length);
    }
  };
  const handlers = { [EXPORT_JOB]: make, [SWEEP_JOB]: sweep };
  const jobs = runJobs({ schema: 'positions', database, clock, log, handlers });
  return {
    ...jobs,
    async start() {
      const job = { kind: SWEEP_JOB, key: 'hourly', runAt: clock.now(), everyMs: HOUR_MS };
      await database.withConsumer((tx) => scheduleJob(tx, { schema: 'positions' }, job));
      await jobs.start();
    },
  };
}
