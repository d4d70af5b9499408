import type { ConsumerTx } from '../database/database.ts';
import { commitCheckpoint, type CheckpointPlace } from './checkpoint.ts';
import { headKey, type Entry, type Head } from './entry.ts';
import type { Projection } from './projection.ts';
import { readEntries } from './read.ts';
import { TrimmedError, trimmedTo } from './recall.ts';
import type { LogTail } from './tail.ts';

/** Entries handed over at once where a projection says nothing else. */
export const DEFAULT_BATCH = 200;

/** Where a head stands after a batch: `to` is the offset reached, `deadline` null, a time, or undefined when unchanged. */
export interface Derived {
  readonly to: number;
  readonly deadline: number | null | undefined;
}

/** Derives from the next batch behind `from`, in the transaction that moves the checkpoint. */
export async function deriveNext(
  tx: ConsumerTx,
  { projection, place, tail }: { projection: Projection; place: CheckpointPlace; tail: LogTail },
  { head, from }: { head: Head; from: number },
): Promise<Derived> {
  const limit = projection.batch ?? DEFAULT_BATCH;
  const entries = tail.since(head, from)?.slice(0, limit) ?? (await readEntries(tx.sql, head, { after: from, limit }));
  const next = entries.filter(({ offset }, index) => offset === from + 1 + index);
  if (!next.length) {
    // The next one may be there no longer, or not yet.
    if ((await trimmedTo(tx.sql, head)) > from) throw new TrimmedError(`${headKey(head)} is trimmed behind ${from}`);
    if (!entries.length) return { to: from, deadline: undefined };
    assertContiguous(entries, { head, after: from });
  }
  const applied = await projection.apply(tx, next, head);
  const to = from + next.length;
  tx.lastly(() => commitCheckpoint(tx.sql, place, { head, from, to }));
  return { to, deadline: applied?.nextDeadline };
}

/** Fails unless the entries are those right behind an offset, at least one of them. */
export function assertContiguous(entries: readonly Entry[], { head, after }: { head: Head; after: number }): void {
  if (!entries.length) throw new Error(`${headKey(head)} has no entry ${after + 1}`);
  entries.forEach((entry, index) => {
    const expected = after + 1 + index;
    if (entry.offset !== expected)
      throw new Error(`${headKey(entry)} has no entry ${expected}, the next one is ${entry.offset}`);
  });
}
