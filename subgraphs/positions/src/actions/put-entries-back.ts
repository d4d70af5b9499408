import {
  fillGaps,
  listTenants,
  lockTrim,
  noteWhole,
  putBack,
  recalledHeads,
  type ConsumerTx,
  type Database,
  type Head,
  type PutBack,
} from '@trekker/kit';

import { countTold, toldPositions, type ToldSpan } from '../db/told-positions.ts';
import { entryToldBy, type ToldPosition } from '../domain/put-back.ts';
import { POSITIONS_TOPIC } from '../events.ts';

/** Positions that are held in memory at once, about. */
const POSITIONS_AT_ONCE = 300_000;
const ENTRIES_AT_ONCE = 2_000;

/**
 * Puts entries that were taken out of the log back from the history, for whoever asked for them, and tells when all are there.
 * Where positions of an entry are deleted since, it tells of what is left. Killed anywhere it may be done again.
 * Returns the heads that are whole now.
 */
export async function putEntriesBack(database: Database, signal: AbortSignal): Promise<readonly Head[]> {
  const heads = await database.withConsumer(({ sql }) => recalledHeads(sql, POSITIONS_TOPIC));
  if (!heads.length) return [];
  const tenants = await database.withDirectory(listTenants);
  for (const head of heads) await putHeadBack(database, { head, tenants, signal });
  return heads;
}

interface HeadToFill {
  readonly head: Head;
  readonly tenants: readonly string[];
  readonly signal: AbortSignal;
}

async function putHeadBack(database: Database, { head, tenants, signal }: HeadToFill): Promise<void> {
  const { partition } = head;
  const to = await database.withConsumer(({ sql }) => lockTrim(sql, head));
  for (const tenantId of tenants) {
    const all = await ofTenant(database, tenantId, (tx) => countTold(tx.sql, { partition, from: 0, to }));
    const width = Math.max(1, Math.ceil(((to + 1) * POSITIONS_AT_ONCE) / Math.max(all, POSITIONS_AT_ONCE)));
    for (let from = 0; from <= to; from += width) {
      signal.throwIfAborted();
      await putSpanBack(database, { head, tenantId, span: { partition, from, to: Math.min(to, from + width - 1) } });
    }
  }
  for (let from = 0; from <= to; from += GAPS_AT_ONCE) {
    signal.throwIfAborted();
    const span = { from, to: Math.min(to, from + GAPS_AT_ONCE - 1) };
    await database.withConsumer(({ sql }) => fillGaps(sql, head, span));
  }
  await database.withConsumer(({ sql }) => noteWhole(sql, head));
}

const GAPS_AT_ONCE = 10_000;

async function putSpanBack(
  database: Database,
  { head, tenantId, span }: { head: Head; tenantId: string; span: ToldSpan },
): Promise<void> {
  await ofTenant(database, tenantId, async (tx) => {
    const byOffset = new Map<number, ToldPosition[]>();
    for await (const positions of toldPositions(tx, tenantId, span)) {
      for (const one of positions) {
        const known = byOffset.get(one.offset);
        if (known) known.push(one);
        else byOffset.set(one.offset, [one]);
      }
    }
    const entries: PutBack[] = [...byOffset.values()].map((positions) => entryToldBy(tenantId, positions));
    for (let start = 0; start < entries.length; start += ENTRIES_AT_ONCE)
      await putBack(tx.sql, head, entries.slice(start, start + ENTRIES_AT_ONCE));
  });
}

function ofTenant<T>(database: Database, tenantId: string, fn: (tx: ConsumerTx) => Promise<T>): Promise<T> {
  return database.withConsumer(async (tx) => {
    await tx.asTenant(tenantId);
    return fn(tx);
  });
}
