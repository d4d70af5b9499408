import { packPositions } from '@trekker/geo';
import { SHARED, type ConsumerTx, type Database, type LockedHead, type NewEntry } from '@trekker/kit';

import { lockDays, markLate, type TrackerDay } from '../db/closed-days.ts';
import { insertStaged } from '../db/insert-staged.ts';
import { packedPlaces } from '../db/packed-keys.ts';
import { stagePositions, type ByPartition } from '../db/staging.ts';
import { dayOf } from '../domain/day.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import { compareNew, keyOf, type NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';

/**
 * Writes positions of any tenants in one transaction: history rows, then in each partition one entry per tenant with just
 * those that were not known. When this resolves they are on disk; the result holds those that were new, of equal ones the
 * first.
 *
 * The order matters: rows travel to the staging table before the heads are locked, so the locks span two statements per
 * tenant and the commit. Heads are locked before the history is written because every row states its offset; what
 * that means for other writers is decision 003. Closed days are locked before everything else: they may be packed, and
 * then a position that is in there is not new.
 */
export async function appendPositions(database: Database, positions: ByPartition): Promise<ReadonlySet<NewPosition>> {
  const distinct: ByPartition = new Map([...positions].map(([partition, of]) => [partition, distinctInOrder(of)]));
  return database.withConsumer(async (tx) => {
    const openFrom = await tx.asLoader((sql) => stagePositions(sql, distinct));
    const late = [...distinct.values()].flat().filter(({ record }) => record.recordedAt < openFrom);
    if (late.length > 0) await lockDays(tx.sql, daysOf(late));
    const packed = await packedByTenant(tx, late);
    const heads = await tx.lockHeads(
      [...distinct.keys()].map((partition) => ({ topic: POSITIONS_TOPIC, tenantId: SHARED, partition })),
    );
    const behind = heads.map((head) => ({ head, entries: [] as NewEntry[] }));
    const added: NewPosition[] = [];
    for (const [tenantId, slices] of byTenant(distinct, behind)) {
      await tx.asTenant(tenantId);
      const news = await insertSlices(tx, { tenantId, slices, packed: packed.get(tenantId) ?? [], openFrom });
      for (const { entries, head, positions: ofSlice } of news) {
        if (ofSlice.length === 0) continue;
        for (const position of ofSlice) added.push(position);
        entries.push(entryOf(tenantId, head.partition, ofSlice));
      }
    }
    await tx.append(behind);
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

/** Positions of one tenant in one partition, and what is to be appended there. */
interface TenantSlice {
  readonly head: LockedHead;
  readonly entries: NewEntry[];
  readonly positions: readonly NewPosition[];
}

function byTenant(
  distinct: ByPartition,
  behind: readonly Pick<TenantSlice, 'head' | 'entries'>[],
): ReadonlyMap<string, readonly TenantSlice[]> {
  const slices = new Map<string, TenantSlice[]>();
  for (const place of behind) {
    const ofPartition = distinct.get(place.head.partition) ?? [];
    for (const [tenantId, positions] of Map.groupBy(ofPartition, (position) => position.tenantId)) {
      const known = slices.get(tenantId) ?? [];
      known.push({ ...place, positions });
      slices.set(tenantId, known);
    }
  }
  return slices;
}

/** Writes a tenant's slices and gives them back with those positions that were not known. */
async function insertSlices(
  tx: ConsumerTx,
  {
    tenantId,
    slices,
    packed,
    openFrom,
  }: {
    tenantId: string;
    slices: readonly TenantSlice[];
    /** Those that lie in packed days. */
    packed: readonly NewPosition[];
    /** From when on days are open, Unix milliseconds. */
    openFrom: number;
  },
): Promise<readonly TenantSlice[]> {
  const inserted = await insertStaged(tx.sql, {
    tenantId,
    staged: slices.reduce((sum, { positions }) => sum + positions.length, 0),
    places: slices.map(({ head: { partition, at, nextOffset }, entries }) => ({
      partition,
      appendedAt: at,
      offset: nextOffset + entries.length,
    })),
    packed,
  });
  const isNew = ({ record }: NewPosition) => inserted !== 'all' && inserted.has(keyOf(tenantId, record));
  const news =
    inserted === 'all' ? slices : slices.map((slice) => ({ ...slice, positions: slice.positions.filter(isNew) }));
  const late = news.flatMap(({ positions }) => positions.filter(({ record }) => record.recordedAt < openFrom));
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

function entryOf(subject: string, partition: number, positions: readonly NewPosition[]): NewEntry {
  const { type, version } = positionsAppended;
  const body = packPositions(positions.map(({ record }) => record));
  return { topic: POSITIONS_TOPIC, partition, subject, type, version, body };
}
