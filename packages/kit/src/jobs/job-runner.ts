import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Tx, TxSql } from '../database/transaction.ts';
import type { Logger } from '../logger.ts';
import { uuidv7 } from '../ids.ts';
import { defineService, type Service } from '../service.ts';

/** A job whose turn has come. */
export interface Job {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  /** Which try this is, from 1. */
  readonly attempt: number;
  /** Names this run: who lost the job to another run, or to a new schedule, no longer writes to it. */
  readonly run: string;
}

/** Does a job. A throw means: try again later. */
export type JobHandler = (job: Job, run: JobRun) => Promise<void>;

/** What a handler may use while it works. */
export interface JobRun {
  /** Tells how far the job is, 0 to 1, and keeps it from being given to somebody else for another `leaseMs`. */
  readonly progress: (fraction: number) => Promise<void>;
  /**
   * Fails unless the job is still this run's, and keeps it so until the transaction ends, which is of the job's tenant or a
   * consumer's: what only one run may write is written behind it.
   */
  readonly hold: (tx: Pick<Tx, 'sql'>) => Promise<void>;
  /** Fires when the service stops: give up soon, the job runs again later. */
  readonly signal: AbortSignal;
}

export interface JobRunnerOptions {
  readonly schema: string;
  readonly database: Database;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pollMs?: number;
  /** A job whose handler is silent for longer than this is given to another process. */
  readonly leaseMs?: number;
}

/** Runs the jobs of a service one after another; several processes share them. */
export function runJobs({
  schema,
  database,
  handlers,
  clock,
  log,
  pollMs = 1_000,
  leaseMs = 60_000,
}: JobRunnerOptions): Service {
  const stop = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    while (!stop.signal.aborted) {
      const job = await database.withConsumer(async (tx) => {
        await buryLost(tx.sql, { schema, now: clock.now() });
        return takeJob(tx.sql, { schema, kinds: Object.keys(handlers), now: clock.now(), leaseMs });
      });
      if (!job) return;
      await runOne(job);
    }
  }

  async function runOne(job: Job): Promise<void> {
    const run: JobRun = {
      signal: stop.signal,
      progress: (fraction) =>
        database.withConsumer((tx) => noteProgress(tx.sql, { schema, job, fraction, until: clock.now() + leaseMs })),
      hold: ({ sql }) => assertHeld(sql, schema, job),
    };
    let problem: string | null = null;
    try {
      await handlers[job.kind]?.(job, run);
    } catch (failure) {
      problem = failure instanceof Error ? failure.message : String(failure);
      log.warn({ err: failure, job: job.kind, key: job.key, attempt: job.attempt }, 'a job failed');
    }
    await database.withConsumer((tx) => finish(tx.sql, { schema, job, problem, now: clock.now() }));
  }

  function turn(): void {
    loop = work()
      .catch((failure: unknown) => log.warn({ err: failure }, 'jobs could not be read'))
      .finally(() => {
        if (!stop.signal.aborted) timer = setTimeout(turn, pollMs);
      });
  }

  return defineService({
    name: `${schema} jobs`,
    start: async () => turn(),
    async stop() {
      stop.abort();
      clearTimeout(timer);
      await loop;
    },
  });
}

/** Takes the job that has waited longest. Taking moves its turn to the end of the lease, so a crash only delays it. */
async function takeJob(
  sql: TxSql,
  { schema, kinds, now, leaseMs }: { schema: string; kinds: readonly string[]; now: number; leaseMs: number },
): Promise<Job | undefined> {
  const run = uuidv7(now);
  const [row] = await sql<JobRow[]>`
    update ${sql(schema)}.jobs set attempts = attempts + 1, run_at = ${now + leaseMs}, run = ${run}
    where (tenant_id, id) in (
      select tenant_id, id from ${sql(schema)}.jobs
      where state = 'waiting' and run_at <= ${now} and kind = any(${[...kinds]})
      order by run_at limit 1 for update skip locked)
    returning id, tenant_id, kind, key, payload, attempts`;
  return row && { ...row, tenantId: row.tenant_id, attempt: row.attempts, run };
}

interface JobRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/** Gives up on jobs whose last allowed run never came back: each took its process with it. */
async function buryLost(sql: TxSql, { schema, now }: { schema: string; now: number }): Promise<void> {
  await sql`
    update ${sql(schema)}.jobs set
      problem = 'the last allowed run never came back', finished_at = ${now}, run = null,
      attempts = case when every_ms is null then attempts else 0 end,
      run_at = case when every_ms is null then run_at else ${now}::timestamptz + every_ms * interval '1 millisecond' end,
      state = case when every_ms is null then 'failed' else 'waiting' end
    where state = 'waiting' and run_at <= ${now} and attempts >= max_attempts`;
}

// oxlint-disable-next-line max-params -- a job of a schema
async function assertHeld(sql: TxSql, schema: string, { tenantId, id, run, kind, key }: Job): Promise<void> {
  const rows = await sql`
    select from ${sql(schema)}.jobs where tenant_id = ${tenantId} and id = ${id} and run = ${run} for share`;
  if (!rows.length) throw new Error(`job ${kind}/${key} was given to another run`);
}

async function noteProgress(
  sql: TxSql,
  { schema, job, fraction, until }: { schema: string; job: Job; fraction: number; until: number },
): Promise<void> {
  await sql`
    update ${sql(schema)}.jobs set progress = ${Math.min(1, Math.max(0, fraction))}, run_at = ${until}
    where tenant_id = ${job.tenantId} and id = ${job.id} and run = ${job.run}`;
}

async function finish(
  sql: TxSql,
  { schema, job, problem, now }: { schema: string; job: Job; problem: string | null; now: number },
): Promise<void> {
  const backoffMs = Math.min(3_600_000, 1_000 * 2 ** job.attempt);
  await sql`
    update ${sql(schema)}.jobs set
      problem = ${problem},
      run = null,
      progress = case when ${problem}::text is null then 1 else progress end,
      finished_at = ${now},
      attempts = case when ${problem}::text is null or attempts >= max_attempts then 0 else attempts end,
      run_at = case
        when ${problem}::text is not null and attempts < max_attempts then ${now + backoffMs}::timestamptz
        when every_ms is not null then ${now}::timestamptz + every_ms * interval '1 millisecond'
        else run_at end,
      state = case
        when every_ms is not null or (${problem}::text is not null and attempts < max_attempts) then 'waiting'
        when ${problem}::text is null then 'done' else 'failed' end
    where tenant_id = ${job.tenantId} and id = ${job.id} and run = ${job.run}`;
}
