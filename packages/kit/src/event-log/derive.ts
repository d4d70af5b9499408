import type { ConsumerTx } from '../database/database.ts';
import { commitCheckpoints, type CheckpointPlace } from './checkpoint.ts';
import { headKey, type Entry, type Head } from './entry.ts';
import type { Projection } from './projection.ts';
import { readEntries } from './read.ts';
import { TrimmedError, trimmedTo } from './recall.ts';
import type { LogTail } from './tail.ts';

/** Entries handed over at once where a projection says nothing else. */
export const DEFAULT_BATCH = 200;

/** What comes next of a head. */
interface Stretch {
  readonly head: Head;
  readonly entries: readonly Entry[];
}

/** How far a head was derived from. */
export interface Derived {
  readonly head: Head;
  /** Offset it started behind. */
  readonly from: number;
  /** Offset it reached; `from` where nothing more can be read yet. */
  readonly to: number;
  /** When the head needs a tick, null for never, or undefined when that has not changed. */
  readonly deadline: number | null | undefined;
}

/** Derives from the next entries of each head behind where it stands, in the transaction that moves the checkpoints. */
export async function deriveNext(
  tx: ConsumerTx,
  { projection, place, tail }: { projection: Projection; place: CheckpointPlace; tail: LogTail },
  standing: readonly { readonly head: Head; readonly offset: number }[],
): Promise<Derived[]> {
  const limit = projection.batch ?? DEFAULT_BATCH;
  const stretches: Stretch[] = [];
  for (const { head, offset: after } of standing) {
    const known = tail.since(head, after)?.slice(0, limit);
    stretches.push({ head, entries: known ?? (await nextEntries(tx, head, { after, limit })) });
  }
  const deadlines = await applyAll(
    tx,
    projection,
    stretches.filter(({ entries }) => entries.length > 0),
  );
  const derived = stretches.map(({ head, entries }, index) => {
    const from = standing[index]?.offset ?? -1;
    return { head, from, to: from + entries.length, deadline: deadlines.get(head) };
  });
  const moves = derived.filter(({ from, to }) => to > from);
  if (moves.length > 0) tx.lastly(() => commitCheckpoints(tx.sql, place, moves));
  return derived;
}

/** The entries right behind an offset; none where nothing is there yet. Fails with TrimmedError where they were taken out. */
async function nextEntries(
  { sql }: ConsumerTx,
  head: Head,
  { after, limit }: { after: number; limit: number },
): Promise<readonly Entry[]> {
  const entries = await readEntries(sql, head, { after, limit });
  const next = entries.filter(({ offset }, index) => offset === after + 1 + index);
  if (next.length > 0) return next;
  if ((await trimmedTo(sql, head)) > after) throw new TrimmedError(`${headKey(head)} is trimmed behind ${after}`);
  if (entries.length > 0) assertContiguous(entries, { head, after });
  return [];
}

/** @returns the next deadline of each head that has them. */
async function applyAll(
  tx: ConsumerTx,
  projection: Projection,
  stretches: readonly Stretch[],
): Promise<ReadonlyMap<Head, number | null>> {
  const deadlines = new Map<Head, number | null>();
  if (projection.applyTogether) {
    if (stretches.length > 0)
      await projection.applyTogether(
        tx,
        stretches.flatMap(({ entries }) => entries),
      );
    return deadlines;
  }
  for (const [index, { head, entries }] of stretches.entries()) {
    if (index > 0) await tx.asTenant(''); // the tenant of the head before it is none of its business
    const applied = await projection.apply(tx, entries, head);
    if (applied) deadlines.set(head, applied.nextDeadline);
  }
  return deadlines;
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
