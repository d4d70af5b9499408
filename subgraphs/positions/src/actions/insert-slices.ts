import type { ConsumerTx, LockedHead, NewEntry } from '@trekker/kit';

import { insertStaged } from '../db/insert-staged.ts';
import { keyOf, type NewPosition } from '../domain/new-position.ts';

/** Positions of one tenant in one partition, and the entries that are to come behind its head. */
export interface TenantSlice {
  readonly head: LockedHead;
  readonly entries: NewEntry[];
  readonly positions: readonly NewPosition[];
}

/** Slices of each tenant, in the order of their entries. */
export type Slices = ReadonlyMap<string, readonly TenantSlice[]>;

/**
 * Moves staged rows of these slices into the history and gives the slices back with those positions that were not known.
 * Every row states the offset of its slice's entry, and a slice without news has none. That is known only afterwards, but
 * rare, so the rows of all tenants are written without waiting for each other; where a slice turns out to have no news and
 * another stands behind it, all are written once more.
 * @param packed those that lie in packed days, by tenant.
 */
export async function insertSlices(
  tx: ConsumerTx,
  slices: Slices,
  packed: ReadonlyMap<string, readonly NewPosition[]>,
): Promise<Slices> {
  if (slices.size > 1) void tx.sql`savepoint slices`.execute();
  const first = await insertAll(tx, { slices, packed, offsets: offsetsOf(slices, slices) });
  const offsets = offsetsOf(slices, first);
  if (hasSame(offsetsOf(slices, slices), offsets, first)) return first;
  await tx.sql`rollback to savepoint slices`;
  return insertAll(tx, { slices, packed, offsets });
}

/** The offset of each tenant's entry in each of its partitions, by tenant, where only slices with news have entries. */
function offsetsOf(slices: Slices, news: Slices): ReadonlyMap<string, readonly number[]> {
  const next = new Map<number, number>();
  return new Map(
    [...slices].map(([tenantId, ofTenant]) => [
      tenantId,
      ofTenant.map(({ head: { partition, nextOffset } }, index) => {
        const offset = next.get(partition) ?? nextOffset;
        next.set(partition, offset + (news.get(tenantId)?.[index]?.positions.length ? 1 : 0));
        return offset;
      }),
    ]),
  );
}

/** Whether offsets are equal for all slices that have news. */
function hasSame(
  a: ReadonlyMap<string, readonly number[]>,
  b: ReadonlyMap<string, readonly number[]>,
  news: Slices,
): boolean {
  return [...news].every(([tenantId, ofTenant]) =>
    ofTenant.every(
      ({ positions }, index) => positions.length === 0 || a.get(tenantId)?.[index] === b.get(tenantId)?.[index],
    ),
  );
}

async function insertAll(
  tx: ConsumerTx,
  {
    slices,
    packed,
    offsets,
  }: {
    slices: Slices;
    packed: ReadonlyMap<string, readonly NewPosition[]>;
    offsets: ReadonlyMap<string, readonly number[]>;
  },
): Promise<Slices> {
  const inserting = [...slices].map(async ([tenantId, ofTenant]) => {
    void tx.asTenant(tenantId);
    const inserted = await insertStaged(tx.sql, {
      tenantId,
      staged: ofTenant.reduce((sum, { positions }) => sum + positions.length, 0),
      places: ofTenant.map(({ head: { partition, at } }, index) => ({
        partition,
        appendedAt: at,
        offset: offsets.get(tenantId)?.[index] ?? Number.NaN,
      })),
      packed: packed.get(tenantId) ?? [],
    });
    if (inserted === 'all') return [tenantId, ofTenant] as const;
    const isNew = ({ record }: NewPosition) => inserted.has(keyOf(tenantId, record));
    return [tenantId, ofTenant.map((slice) => ({ ...slice, positions: slice.positions.filter(isNew) }))] as const;
  });
  return new Map(await Promise.all(inserting));
}
