import type { Tx, TxSql, UnitReach } from '@trekker/kit';

import { BATTERY_ATTRIBUTES, tellsOfBattery } from '../domain/battery.ts';
import { columns } from './history-columns.ts';
import { packedDays } from './packed-days.ts';
import { indexAt, openPackedDay, type PackedRows } from './packed-rows.ts';
import { within } from './reach.ts';
import type { TrackPointRow } from './rows.ts';

/** How long before its newest position a tracker's battery is looked for, in milliseconds. */
const DAY_MS = 86_400_000;
/** Packed days that are read in one query. */
const DAYS_AT_ONCE = 100;

/**
 * Of each of these trackers the newest position that tells of its battery, among those of the day before its newest
 * position; trackers without one, and those beyond the reach, are absent.
 */
export async function newestWithBattery(
  tx: Tx,
  trackerIds: readonly string[],
  reach: UnitReach,
): Promise<TrackPointRow[]> {
  const found = await tx.sql<TrackPointRow[]>`
    select h.* from (
      select tracker_id, recorded_at from positions.latest
      where tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(tx.sql, reach)}) as l
    cross join lateral (
      select ${columns(tx.sql)}, attributes from positions.history
      where tracker_id = l.tracker_id and recorded_at > l.recorded_at - interval '1 day'
        and recorded_at <= l.recorded_at and (battery_percent is not null or attributes ?| ${BATTERY_ATTRIBUTES})
      order by recorded_at desc, dedupe desc limit 1) as h`;
  const packed = await inPackedDays(tx.sql, trackerIds, reach);
  const newest = new Map(found.map((row) => [row.tracker_id, row]));
  for (const row of packed) {
    const other = newest.get(row.tracker_id);
    if (!other || compareRows(row, other) > 0) newest.set(row.tracker_id, row);
  }
  return [...newest.values()];
}

/**
 * The same of what lies in packed days, which are read for many trackers at once: few of those that are asked for are
 * silent for days.
 */
async function inPackedDays(sql: TxSql, trackerIds: readonly string[], reach: UnitReach): Promise<TrackPointRow[]> {
  const silent = await sql<{ trackerId: string; at: number; day: string }[]>`
    select l.tracker_id as "trackerId", l.recorded_at as at, p.day::text as day
    from (
      select tracker_id, recorded_at from positions.latest
      where tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(sql, reach)}) as l
    join positions.packed_days p on p.tracker_id = l.tracker_id
      and p.day between (l.recorded_at - interval '1 day')::date and l.recorded_at::date`;
  const newest = new Map(silent.map(({ trackerId, at }) => [trackerId, at]));
  const rows: TrackPointRow[] = [];
  for (let from = 0; from < silent.length; from += DAYS_AT_ONCE) {
    for (const day of await packedDays(sql, silent.slice(from, from + DAYS_AT_ONCE))) {
      const row = lastIn(openPackedDay(day), newest.get(day.tracker_id) ?? 0);
      if (row) rows.push(row);
    }
  }
  return rows;
}

/** The last position of a packed day that tells of the battery, within the day before an instant, Unix milliseconds. */
function lastIn(day: PackedRows, at: number): TrackPointRow | undefined {
  const first = indexAt(day.path, at - DAY_MS + 1);
  for (let index = indexAt(day.path, at + 1) - 1; index >= first; index -= 1) {
    const point = day.point(index);
    if (tellsOfBattery(point.battery_percent, point.attributes)) return point;
  }
  return undefined;
}

function compareRows(one: TrackPointRow, other: TrackPointRow): number {
  return one.recorded_at - other.recorded_at || Buffer.compare(one.dedupe, other.dedupe);
}
