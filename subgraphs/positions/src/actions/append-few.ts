import type { Database } from '@trekker/kit';

import { insertFew, type FewInPartition } from '../db/insert-few.ts';
import type { ByPartition } from '../db/staging.ts';
import { DAY_MS } from '../domain/day.ts';
import type { NewPosition } from '../domain/new-position.ts';
import { entryOf } from './entry-of.ts';

/** Beyond so many rows a copy into the staging table costs less than what it saves. */
const FEW_ROWS = 300;
/** Each takes two statements, and only some are sent ahead of an answer. */
const FEW_TENANTS = 24;

/** Whether positions may go without staging: few, and surely of days that nobody has packed. */
export function areFew(positions: ByPartition, now: number): boolean {
  const all = [...positions.values()];
  if (all.reduce((sum, { length }) => sum + length, 0) > FEW_ROWS) return false;
  const tenants = new Set<string>();
  for (const position of all.flat()) {
    if (Math.abs(now - position.record.recordedAt) > DAY_MS) return false;
    tenants.add(position.tenantId);
  }
  return tenants.size <= FEW_TENANTS;
}

/**
 * Writes distinct positions in one transaction whose statements are sent together, entries first and the rows that name
 * their offsets behind them, in the hope that none is known: nearly always it is so. Otherwise nothing is written, and false
 * comes back.
 */
export async function appendFew(database: Database, positions: ByPartition): Promise<boolean> {
  const slices = slicesOf(positions);
  const entries = slices.map(({ tenantId, partition, positions: ofSlice }) => entryOf(tenantId, partition, ofSlice));
  try {
    await database.withConsumer(async (tx) => {
      const appending = tx.appendAhead(entries);
      const inserting = [...Map.groupBy(slices, ({ tenantId }) => tenantId)].map(async ([tenantId, ofTenant]) => {
        void tx.asTenant(tenantId);
        const expected = ofTenant.reduce((sum, slice) => sum + slice.positions.length, 0);
        if ((await insertFew(tx.sql, tenantId, ofTenant)) !== expected) throw new SomeKnown();
      });
      const settled = await Promise.allSettled([appending, ...inserting]);
      for (const each of settled) if (each.status === 'rejected') throw each.reason;
    });
    return true;
  } catch (failure) {
    if (failure instanceof SomeKnown) return false;
    throw failure;
  }
}

/** Rolls the transaction back. */
class SomeKnown extends Error {
  override readonly name = 'SomeKnown';
}

interface FewOfTenant extends FewInPartition {
  readonly tenantId: string;
}

/** What gets an entry of its own, in the order of the entries. */
function slicesOf(byPartition: ByPartition): FewOfTenant[] {
  return [...byPartition].flatMap(([partition, positions]) => {
    const byTenant = [...Map.groupBy(positions, ({ tenantId }: NewPosition) => tenantId)];
    return byTenant.map(([tenantId, ofTenant], seat) => ({
      tenantId,
      partition,
      back: byTenant.length - seat,
      positions: ofTenant,
    }));
  });
}
