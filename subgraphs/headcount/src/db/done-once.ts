import type { Tx } from '@trekker/kit';

/** What was done with a key of the caller's. */
export interface DoneOnce {
  /** Equal for equal deeds with equal input. */
  readonly fingerprint: string;
  /** Names what it made. */
  readonly made: string;
}

/** What was done with a key, or null. */
export async function doneWith(tx: Tx, idempotencyKey: string): Promise<DoneOnce | null> {
  const [row] = await tx.sql<DoneOnce[]>`
    select fingerprint, made from headcount.done_once where idempotency_key = ${idempotencyKey}`;
  return row ?? null;
}

/** For how long a key stands for what was done with it, in milliseconds. */
const KEPT_MS = 30 * 86_400_000;

/** Keeps what was done with a key, and forgets what was done with others long ago; `at` in Unix milliseconds. */
export async function keepDone(
  tx: Tx,
  tenantId: string,
  done: DoneOnce & { readonly idempotencyKey: string; readonly at: number },
): Promise<void> {
  const { idempotencyKey, fingerprint, made, at } = done;
  await tx.sql`delete from headcount.done_once where done_at < ${at - KEPT_MS}`;
  await tx.sql`
    insert into headcount.done_once (tenant_id, idempotency_key, fingerprint, made, done_at)
    values (${tenantId}, ${idempotencyKey}, ${fingerprint}, ${made}, ${at})`;
}
