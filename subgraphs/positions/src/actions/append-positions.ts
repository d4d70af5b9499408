import { comparePositions, packPositions, type PositionRecord } from '@trekker/geo';
import { SHARED, type ConsumerTx, type Database, type LockedHead, type NewEntry } from '@trekker/kit';

import { lockDays, markLate, type TrackerDay } from '../db/closed-days.ts';
import { insertStaged } from '../db/insert-staged.ts';
import { packedPlaces } from '../db/packed-keys.ts';
import { stagePositions } from '../db/staging.ts';
import { dayOf } from '../domain/day.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import { keyOf, type NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';

/**
 * Writes positions of one partition, of any tenants, in one transaction: history rows, then one entry per tenant with
 * just those that were not known. When this resolves they are on disk; the result holds the keys of the new ones.
 *
 * The order matters: rows travel to the staging table before the head is locked, so the lock spans two statements per
 * tenant and the commit. The head is locked before the history is written because every row states its offset; what
 * that means for other writers is decision 003. Closed days are locked before everything else: they may be packed, and
 * then a position that is in there is not new.
 */
export async function appendPositions(
  database: Database,
  partition: number,
  positions: readonly NewPosition[],
): Promise<ReadonlySet<string>> {
  return database.withConsumer(async (tx) => {
    const openFrom = await tx.asLoader((sql) => stagePositions(sql, positions));
    const late = positions.filter(({ record }) => record.recordedAt < openFrom);
    if (late.length > 0) await lockDays(tx.sql, daysOf(late));
    const packed = await packedByTenant(tx, late);
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
        packed: packed.get(tenantId) ?? [],
        openFrom,
      });
      if (!records.length) continue;
      for (const record of records) added.add(keyOf(tenantId, record));
      entries.push(entryOf(tenantId, partition, records));
    }
    await tx.append(head, entries);
    return added;
  });
}

interface SliceToInsert {
  readonly tenantId: string;
  readonly head: LockedHead;
  readonly offset: number;
  readonly positions: readonly NewPosition[];
  /** Those that lie in packed days. */
  readonly packed: readonly NewPosition[];
  /** From when on days are open, Unix milliseconds. */
  readonly openFrom: number;
}

/** The records of a tenant that were not known, in the order of the history's key. */
async function insertSlice(
  tx: ConsumerTx,
  { tenantId, head, offset, positions, packed, openFrom }: SliceToInsert,
): Promise<PositionRecord[]> {
  await tx.asTenant(tenantId);
  const slice = { tenantId, appendedAt: head.at, partition: head.partition, offset, packed };
  const inserted = await insertStaged(tx.sql, slice);
  const news = positions.filter(({ record }) => record.recordedAt < openFrom && inserted.has(keyOf(tenantId, record)));
  if (news.length > 0) await markLate(tx.sql, daysOf(news));
  const records = new Map(positions.map(({ record }) => [keyOf(tenantId, record), record]));
  return [...records.entries()]
    .filter(([key]) => inserted.has(key))
    .map(([, record]) => record)
    .toSorted((a, b) => (a.trackerId < b.trackerId ? -1 : a.trackerId > b.trackerId ? 1 : comparePositions(a, b)));
}

/** Those that lie in packed days, by tenant. */
async function packedByTenant(
  tx: ConsumerTx,
  late: readonly NewPosition[],
): Promise<ReadonlyMap<string, readonly NewPosition[]>> {
  const packed = new Map<string, NewPosition[]>();
  for (const [tenantId, positions] of Map.groupBy(late, (position) => position.tenantId)) {
    await tx.asTenant(tenantId);
    const keys = positions.map((position) => ({
      trackerId: position.record.trackerId,
      recordedAt: position.record.recordedAt,
      dedupe: dedupeBytes(position.record.dedupe),
      position,
    }));
    const places = await packedPlaces(tx.sql, keys, 'all');
    packed.set(
      tenantId,
      places.map(({ key }) => key.position),
    );
  }
  return packed;
}

/** Whose days positions belong to, each once. */
function daysOf(positions: readonly NewPosition[]): TrackerDay[] {
  const days = positions.map(({ tenantId, record: { trackerId, recordedAt } }) => ({
    tenantId,
    trackerId,
    day: dayOf(recordedAt),
  }));
  return [...new Map(days.map((day) => [`${day.tenantId}/${day.trackerId}/${day.day}`, day])).values()];
}

function entryOf(subject: string, partition: number, records: readonly PositionRecord[]): NewEntry {
  const { type, version } = positionsAppended;
  return { topic: POSITIONS_TOPIC, partition, subject, type, version, body: packPositions(records) };
}
