import type { ConsumerTx } from '../database/database.ts';
import { commitCheckpoint, type CheckpointPlace } from './checkpoint.ts';
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
 * else moved the checkpoint, and where the log no longer reaches back to the first entry.
 */
export async function rebuildHead(tx: ConsumerTx, options: RebuildOptions): Promise<Rebuilt> {
  const { projection, place, head, upTo, tenants, signal } = options;
  // Holds the checkpoint's row until the end, so that nobody derives from the head meanwhile.
  await commitCheckpoint(tx.sql, place, { head, from: upTo, to: upTo });
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
      await projection.apply(tx, entries, head);
      after += entries.length;
    }
  });
  await tx.asTenant('');
  await projection.settle?.(tx, head);
  const after = await hashDerived(tx, projection.derived ?? [], { head, tenants });
  return { rows: after.length, differing: countDiffering(before, after) };
}
