import { packPositions, type PositionRecord } from '@trekker/geo';
import { SHARED, type ConsumerTx, type Database, type LockedHead, type NewEntry } from '@trekker/kit';

import { lockDays, markLate, type TrackerDay } from '../db/closed-days.ts';
import { insertStaged } from '../db/insert-staged.ts';
import { packedPlaces } from '../db/packed-keys.ts';
import { stagePositions } from '../db/staging.ts';
import { dayOf } from '../domain/day.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import { compareNew, keyOf, type NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';

/**
 * Writes positions of one partition, of any tenants, in one transaction: history rows, then one entry per tenant with
 * just those that were not known. When this resolves they are on disk; the result holds those that were new, of equal ones
 * the first.
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
): Promise<ReadonlySet<NewPosition>> {
  const distinct = distinctInOrder(positions);
  return database.withConsumer(async (tx) => {
    const openFrom = await tx.asLoader((sql) => stagePositions(sql, distinct));
    const late = distinct.filter(({ record }) => record.recordedAt < openFrom);
    if (late.length > 0) await lockDays(tx.sql, daysOf(late));
    const packed = await packedByTenant(tx, late);
    const head = await tx.lockHead({ topic: POSITIONS_TOPIC, tenantId: SHARED, partition });
    const added: NewPosition[] = [];
    const entries: NewEntry[] = [];
    for (const [tenantId, ofTenant] of Map.groupBy(distinct, (position) => position.tenantId)) {
      const news = await insertSlice(tx, {
        tenantId,
        head,
        offset: head.nextOffset + entries.length,
        positions: ofTenant,
        packed: packed.get(tenantId) ?? [],
        openFrom,
      });
      if (!news.length) continue;
      added.push(...news);
      entries.push(
        entryOf(
          tenantId,
          partition,
          news.map(({ record }) => record),
        ),
      );
    }
    await tx.append([{ head, entries }]);
    return new Set(added);
  });
}

/** In the order of the history's key, of equal ones the first. */
function distinctInOrder(positions: readonly NewPosition[]): NewPosition[] {
  const ordered = positions.toSorted(compareNew);
  return ordered.filter((position, index) => {
    const before = ordered[index - 1];
    return !before || compareNew(before, position) !== 0;
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

/** Those of a tenant that were not known, in the order of the history's key. */
async function insertSlice(
  tx: ConsumerTx,
  { tenantId, head, offset, positions, packed, openFrom }: SliceToInsert,
): Promise<readonly NewPosition[]> {
  await tx.asTenant(tenantId);
  const slice = { tenantId, appendedAt: head.at, partition: head.partition, offset, packed };
  const inserted = await insertStaged(tx.sql, positions.length, slice);
  const news = inserted === 'all' ? positions : positions.filter(({ record }) => inserted.has(keyOf(tenantId, record)));
  const late = news.filter(({ record }) => record.recordedAt < openFrom);
  if (late.length > 0) await markLate(tx.sql, daysOf(late));
  return news;
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
