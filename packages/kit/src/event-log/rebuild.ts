import type { ConsumerTx } from '../database/database.ts';
import type { TxSql } from '../database/transaction.ts';
import { commitCheckpoints, type CheckpointPlace } from './checkpoint.ts';
import { countDiffering, hashDerived } from './derived-rows.ts';
import { assertContiguous, DEFAULT_BATCH } from './derive.ts';
import type { Head } from './entry.ts';
import type { Projection } from './projection.ts';
import { readEntries } from './read.ts';

export interface RebuildOptions {
  readonly projection: Projection;
  readonly place: CheckpointPlace;
  readonly head: Head;
  /** Offset the projection has reached; the rebuild ends there. */
  readonly upTo: number;
  /** Whom the head concerns. */
  readonly tenants: readonly string[];
  /** Gives up: the transaction must not commit. */
  readonly signal: AbortSignal;
}

/** What came of deriving a head anew. */
export interface Rebuilt {
  /** Rows that are derived from it now, and how many of them are not as they were; 0 where the projection names no tables. */
  readonly rows: number;
  readonly differing: number;
}

/**
 * Derives a head anew in one transaction, from its first entry up to where its consumer stands: until it commits everybody
 * sees what was derived before, and nothing that was published is published again. Fails with FencedError when somebody
 * else moved the checkpoint, and where the log no longer reaches back to the first entry. Of tenants of whom something is
 * forgotten everything stays as it is, unless the projection can do without.
 */
export async function rebuildHead(tx: ConsumerTx, options: RebuildOptions): Promise<Rebuilt> {
  const { projection, place, head, upTo, signal } = options;
  // Holds the checkpoint's row until the end, so that nobody derives from the head meanwhile.
  await commitCheckpoints(tx.sql, place, [{ head, from: upTo, to: upTo }]);
  const forgotten = projection.outlivesForgetting ? new Set<string>() : await forgottenTenants(tx.sql, head.topic);
  const tenants = options.tenants.filter((tenantId) => !forgotten.has(tenantId));
  const before = await hashDerived(tx, projection.derived ?? [], { head, tenants });
  for (const tenantId of tenants) {
    await tx.asTenant(tenantId);
    await projection.reset(tx, head);
  }
  await tx.muted(async () => {
    for (let after = -1; after < upTo;) {
      signal.throwIfAborted();
      const limit = Math.min(projection.batch ?? DEFAULT_BATCH, upTo - after);
      const entries = await readEntries(tx.sql, head, { after, limit });
      assertContiguous(entries, { head, after });
      const told = entries.filter(({ subject }) => !forgotten.has(subject));
      if (told.length) await projection.apply(tx, told, head);
      after += entries.length;
    }
  });
  await tx.asTenant('');
  await projection.settle?.(tx, head);
  const after = await hashDerived(tx, projection.derived ?? [], { head, tenants });
  return { rows: after.length, differing: countDiffering(before, after) };
}

/** Tenants of whom some of a topic, or of what it tells of, is forgotten for good. */
async function forgottenTenants(sql: TxSql, topic: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ tenant_id: string }[]>`select tenant_id from log.forgotten where topic = ${topic}`;
  return new Set(rows.map((row) => row.tenant_id));
}
