import { SHARED, type ConsumerTx, type Database, type NewEntry } from '@trekker/kit';

import { lockDays, markLate, type TrackerDay } from '../db/closed-days.ts';
import { packedPlaces } from '../db/packed-keys.ts';
import { stagePositions, type ByPartition } from '../db/staging.ts';
import { dayOf } from '../domain/day.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import type { NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC } from '../events.ts';
import { entryOf } from './entry-of.ts';
import { insertSlices, type TenantSlice } from './insert-slices.ts';

/**
 * Writes distinct positions of any tenants by way of a staging table: history rows, then in each partition one entry per
 * tenant with just those that were not known.
 *
 * The order matters: rows travel to the staging table before the heads are locked, so the locks span two statements per
 * tenant and the commit. Heads are locked before the history is written because every row states its offset; what
 * that means for other writers is decision 003. Closed days are locked before everything else: they may be packed, and
 * then a position that is in there is not new.
 *
 * @returns those that were new.
 */
export async function appendStaged(database: Database, distinct: ByPartition): Promise<ReadonlySet<NewPosition>> {
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
    const slices = byTenant(distinct, behind);
    for (const [tenantId, news] of await insertSlices(tx, slices, packed)) {
      for (const { entries, head, positions: ofSlice } of news) {
        if (ofSlice.length === 0) continue;
        for (const position of ofSlice) added.push(position);
        entries.push(entryOf(tenantId, head.partition, ofSlice));
      }
    }
    const addedLate = added.filter(({ record }) => record.recordedAt < openFrom);
    if (addedLate.length > 0) await markLate(tx.sql, daysOf(addedLate));
    await tx.append(behind);
    return new Set(added);
  });
}

/** The positions of each tenant, by the partitions behind whose heads entries are to come. */
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
