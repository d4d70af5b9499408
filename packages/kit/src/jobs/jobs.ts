import type { Tx } from '../database/transaction.ts';
import { SHARED } from '../event-log/entry.ts';
import { uuidv7 } from '../ids.ts';

/** Work to be done once, later or again and again, at least once: a handler may run twice after a crash. */
export interface NewJob {
  /** Names the handler, for example `expire-sessions`. */
  readonly kind: string;
  /** Unique in tenant and kind: scheduling the same key again changes the job instead of adding one. */
  readonly key: string;
  readonly payload?: unknown;
  /** Unix milliseconds of the first run. */
  readonly runAt: number;
  /** Milliseconds between two runs; absent: it runs once. */
  readonly everyMs?: number;
  /** Tries before it counts as failed; a repeated job then waits for its next turn. */
  readonly maxAttempts?: number;
}

const DEFAULT_ATTEMPTS = 5;

/**
 * Schedules a job in the transaction that wants it, so that there is no job without its cause and no cause without its
 * job. Returns its id.
 * @param tenantId the transaction's tenant, or absent for work of the whole installation (inside `withConsumer`).
 */
export async function scheduleJob(
  tx: Tx,
  { schema, tenantId = SHARED }: { schema: string; tenantId?: string },
  { kind, key, payload = {}, runAt, everyMs, maxAttempts = DEFAULT_ATTEMPTS }: NewJob,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }[]>`
    insert into ${tx.sql(schema)}.jobs as job
      (tenant_id, id, kind, key, payload, state, run_at, every_ms, max_attempts, created_at)
    values (${tenantId}, ${uuidv7(runAt)}, ${kind}, ${key}, ${JSON.stringify(payload)}::jsonb, 'waiting', ${runAt},
      ${everyMs ?? null}, ${maxAttempts}, now())
    on conflict (tenant_id, kind, key) do update
      set payload = excluded.payload, every_ms = excluded.every_ms, max_attempts = excluded.max_attempts,
          run_at = case when job.state = 'waiting' then least(job.run_at, excluded.run_at) else excluded.run_at end,
          attempts = case when job.state = 'waiting' then job.attempts else 0 end,
          state = 'waiting', run = null, problem = null, finished_at = null
    returning id`;
  if (!row) throw new Error(`job ${kind}/${key} was not scheduled`);
  return row.id;
}
