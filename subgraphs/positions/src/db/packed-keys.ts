import type { TxSql, UnitReach } from '@trekker/kit';

import { dayOf, type Day } from '../domain/day.ts';
import { packedDays } from './packed-days.ts';
import { indexOfKey, openPackedDay, type PackedRows, type RowKey } from './packed-rows.ts';
import { within } from './reach.ts';

/** What tells a position of the current tenant. */
export interface HistoryKey extends RowKey {
  readonly trackerId: string;
}

/** A position in a packed day. */
export interface PackedPlace<K extends HistoryKey> {
  readonly key: K;
  readonly day: PackedRows;
  readonly index: number;
}

/** Where positions lie in packed days, those that do and are within the reach. A day is opened once. */
export async function packedPlaces<K extends HistoryKey>(
  sql: TxSql,
  keys: readonly K[],
  reach: UnitReach,
): Promise<PackedPlace<K>[]> {
  if (keys.length === 0) return [];
  const byDay = Map.groupBy(keys, ({ trackerId, recordedAt }) => nameOf(trackerId, dayOf(recordedAt)));
  const wanted = [...byDay.values()].flatMap(([key]) =>
    key ? [{ trackerId: key.trackerId, day: dayOf(key.recordedAt) }] : [],
  );
  const places: PackedPlace<K>[] = [];
  for (const row of await packedDays(sql, await reached(sql, wanted, reach))) {
    const day = openPackedDay(row);
    for (const key of byDay.get(nameOf(row.tracker_id, row.day)) ?? []) {
      const index = indexOfKey(day, key);
      if (index >= 0) places.push({ key, day, index });
    }
  }
  return places;
}

async function reached(
  sql: TxSql,
  days: readonly { readonly trackerId: string; readonly day: Day }[],
  reach: UnitReach,
) {
  if (reach === 'all') return days;
  const rows = await sql<{ tracker_id: string }[]>`
    select tracker_id from unnest(${[...new Set(days.map(({ trackerId }) => trackerId))]}::uuid[]) as t (tracker_id)
    where ${within(sql, reach)}`;
  const visible = new Set(rows.map((row) => row.tracker_id));
  return days.filter(({ trackerId }) => visible.has(trackerId));
}

function nameOf(trackerId: string, day: Day): string {
  return `${trackerId}/${day}`;
}
