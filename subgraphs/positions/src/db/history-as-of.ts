import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import { dayOf } from '../domain/day.ts';
import { columns } from './history-columns.ts';
import { packedDays } from './packed-days.ts';
import { indexAt, openPackedDay } from './packed-rows.ts';
import { within } from './reach.ts';
import type { PositionRow } from './rows.ts';

/**
 * One more than a page of the newest positions of an instant, ordered by tracker: of each tracker the one recorded last at
 * or before it. Trackers that had none by then are left out. @param at Unix milliseconds.
 */
export async function pageAsOf(
  tx: Tx,
  { first, after }: Page,
  { reach, at }: { readonly reach: UnitReach; readonly at: number },
): Promise<PositionRow[]> {
  const later = after?.[0] === undefined ? tx.sql`true` : tx.sql`tracker_id > ${after[0]}::uuid`;
  // Whoever has not been heard of since is there already; of others the history is asked, one step into an index each.
  const rows = await tx.sql<Found[]>`
    select l.found_id as "foundId", p.day::text as "packedDay", h.*
    from (
      select tracker_id as found_id, recorded_at as newest from positions.latest
      where ${later} and ${within(tx.sql, reach)}) as l
    left join lateral (
      (select ${columns(tx.sql)} from positions.latest where tracker_id = l.found_id and recorded_at <= ${at})
      union all
      (select ${columns(tx.sql)} from positions.history
       where l.newest > ${at} and tracker_id = l.found_id and recorded_at <= ${at}
       order by recorded_at desc, dedupe desc limit 1)) as h on true
    left join lateral (
      select day from positions.packed_days
      where l.newest > ${at} and tracker_id = l.found_id and day <= ${dayOf(at)}::date and first_recorded_at <= ${at}
      order by day desc limit 1) as p on true
    where h.tracker_id is not null or p.day is not null
    order by l.found_id limit ${first + 1}`;
  const packed = await newestPacked(tx.sql, rows.filter(mayLiePacked), at);
  return rows.flatMap((row) => packed.get(row.foundId) ?? (isRow(row) ? [row] : []));
}

/** A tracker with its newest row, and the day of its newest packed position; one of both there is. */
type Found = { readonly foundId: string; readonly packedDay: string | null } & (PositionRow | { tracker_id: null });

function isRow(row: Found): row is Found & PositionRow {
  return row.tracker_id !== null;
}

/** Whether the packed day may hold something newer than the row. A day that is being packed lies in both. */
function mayLiePacked(row: Found): row is Found & { packedDay: string } {
  return row.packedDay !== null && !(isRow(row) && dayOf(row.recorded_at) > row.packedDay);
}

async function newestPacked(
  sql: TxSql,
  found: readonly (Found & { packedDay: string })[],
  at: number,
): Promise<Map<string, PositionRow>> {
  const wanted = found.map(({ foundId, packedDay }) => ({ trackerId: foundId, day: packedDay }));
  const rows = new Map(found.map((row) => [row.foundId, row]));
  const newest = new Map<string, PositionRow>();
  for (let from = 0; from < wanted.length; from += DAYS_AT_ONCE) {
    for (const day of await packedDays(sql, wanted.slice(from, from + DAYS_AT_ONCE))) {
      const opened = openPackedDay(day);
      const index = indexAt(opened.path, at + 1) - 1;
      const row = rows.get(day.tracker_id);
      const packed = index < 0 ? null : opened.row(index);
      if (packed && (!row || !isRow(row) || isLater(packed, row))) newest.set(day.tracker_id, packed);
    }
  }
  return newest;
}

function isLater(one: PositionRow, other: PositionRow): boolean {
  const ms = one.recorded_at - other.recorded_at;
  return ms > 0 || (ms === 0 && Buffer.compare(one.dedupe, other.dedupe) > 0);
}

/** Packed days that are read in one query. */
const DAYS_AT_ONCE = 100;
