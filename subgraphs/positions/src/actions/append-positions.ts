import { comparePositions, packPositions, type PositionRecord } from '@trekker/geo';
import { SHARED, type ConsumerTx, type Database, type LockedHead, type NewEntry } from '@trekker/kit';

import { insertStaged } from '../db/history.ts';
import { stagePositions } from '../db/staging.ts';
import { keyOf, type NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';

/**
 * Writes positions of one partition, of any tenants, in one transaction: history rows, then one entry per tenant with
 * just those that were not known. When this resolves they are on disk; the result holds the keys of the new ones.
 *
 * The order matters: rows travel to the staging table before the head is locked, so the lock spans two statements per
 * tenant and the commit. The head is locked before the history is written because every row states its offset; what
 * that means for other writers is decision 003.
 */
export async function appendPositions(
  database: Database,
  partition: number,
  positions: readonly NewPosition[],
): Promise<ReadonlySet<string>> {
  return database.withConsumer(async (tx) => {
    await tx.asLoader((sql) => stagePositions(sql, positions));
    const head = await tx.lockHead({ topic: POSITIONS_TOPIC, tenantId: SHARED, partition });
    const added = new Set<string>();
    const entries: NewEntry[] = [];
    const byTenant = Map.groupBy(positions, (position) => position.tenantId);
    for (const tenantId of [...byTenant.keys()].toSorted()) {
      const records = await insertSlice(tx, {
        tenantId,
        head,
        offset: head.nextOffset + entries.length,
        positions: byTenant.get(tenantId) ?? [],
      });
      if (!records.length) continue;
      for (const record of records) added.add(keyOf(tenantId, record));
      entries.push(entryOf(tenantId, partition, records));
    }
    await tx.append(head, entries);
    return added;
  });
}

/** The records of a tenant that were not known, in the order of the history's key. */
async function insertSlice(
  tx: ConsumerTx,
  {
    tenantId,
    head,
    offset,
    positions,
  }: { tenantId: string; head: LockedHead; offset: number; positions: readonly NewPosition[] },
): Promise<PositionRecord[]> {
  await tx.asTenant(tenantId);
  const inserted = await insertStaged(tx.sql, { tenantId, appendedAt: head.at, partition: head.partition, offset });
  const records = new Map(positions.map(({ record }) => [keyOf(tenantId, record), record]));
  return [...records.entries()]
    .filter(([key]) => inserted.has(key))
    .map(([, record]) => record)
    .toSorted((a, b) => (a.trackerId < b.trackerId ? -1 : a.trackerId > b.trackerId ? 1 : comparePositions(a, b)));
}

function entryOf(subject: string, partition: number, records: readonly PositionRecord[]): NewEntry {
  const { type, version } = positionsAppended;
  return { topic: POSITIONS_TOPIC, partition, subject, type, version, body: packPositions(records) };
}
