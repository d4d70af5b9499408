import type { TxSql } from '@trekker/kit';

import type { Day } from '../domain/day.ts';
import type { KeptPosition } from '../domain/packed-day/kept-position.ts';
import { hourCells } from '../domain/packed-day/hour-cells.ts';
import { packDay, type PackedColumns } from '../domain/packed-day/pack-day.ts';
import { unpackPath, type Path } from '../domain/packed-day/unpack-day.ts';

/** A packed day of the current tenant. */
export interface PackedDayRow extends PackedColumns {
  readonly tracker_id: string;
  readonly day: Day;
}

/** The packed day of a tracker, or undefined. */
export async function packedDay(
  sql: TxSql,
  { trackerId, day }: { trackerId: string; day: Day },
): Promise<PackedDayRow | undefined> {
  const [row] = await packedDays(sql, [{ trackerId, day }]);
  return row;
}

/** Those of these days that are packed. */
export async function packedDays(
  sql: TxSql,
  days: readonly { readonly trackerId: string; readonly day: Day }[],
): Promise<PackedDayRow[]> {
  return sql<PackedDayRow[]>`
    select p.tracker_id, p.day::text as day, p.path, p.details
    from unnest(${days.map(({ trackerId }) => trackerId)}::uuid[], ${days.map(({ day }) => day)}::text[]) as u (tracker, day)
    join positions.packed_days p on p.tracker_id = u.tracker and p.day = u.day::date`;
}

/** Some packed days of a tracker. */
export interface PackedSpan {
  readonly trackerId: string;
  /** First and last of the days, both included. */
  readonly first: Day;
  readonly last: Day;
  readonly descending: boolean;
  /** Whether more than their paths are wanted; else their details are empty. */
  readonly hasDetails: boolean;
  /** Days are given until those behind the first hold so many positions. */
  readonly positions: number;
}

/** The packed days of a span in order, and whether there are more. */
export async function packedDaysOfSpan(
  sql: TxSql,
  { trackerId, first, last, descending, hasDetails, positions }: PackedSpan,
): Promise<{ days: PackedDayRow[]; isCut: boolean }> {
  const details = hasDetails ? sql`details` : sql`''::bytea as details`;
  if (first === last) {
    const days = await sql<PackedDayRow[]>`
      select tracker_id, day::text as day, path, ${details} from positions.packed_days
      where tracker_id = ${trackerId} and day = ${first}::date`;
    return { days, isCut: false };
  }
  const order = descending ? sql`day desc` : sql`day`;
  const rows = await sql<(PackedDayRow & { number: number; of: number })[]>`
    select tracker_id, day::text as day, path, ${details}, number::int as number, "of"::int as "of" from (
      select d.*, sum(count) over w - count - first_value(count) over w as earlier, row_number() over w as number,
        count(*) over () as "of"
      from (
        select * from positions.packed_days p
        where p.tracker_id = ${trackerId} and p.day between ${first}::date and ${last}::date
        order by ${order} limit ${positions + 2}) as d
      window w as (order by ${order})) as counted
    where earlier < ${positions} order by number`;
  const newest = rows.at(-1);
  return { days: rows, isCut: newest !== undefined && newest.number < newest.of };
}

/** Writes the packed day of a tracker in place of what was packed of it before. */
export async function savePackedDay(
  sql: TxSql,
  {
    tenantId,
    trackerId,
    day,
    positions,
  }: { tenantId: string; trackerId: string; day: Day; positions: readonly KeptPosition[] },
): Promise<void> {
  const packed = packDay(positions);
  const path = unpackPath(packed.path);
  const { level, cells } = hourCells(path);
  const [south, north] = bounds(path.latitudeE7);
  const [west, east] = bounds(path.longitudeE7);
  const lastOffset = positions.reduce((last, { offset }) => Math.max(last, offset), 0);
  await sql`
    insert into positions.packed_days
      (tenant_id, tracker_id, day, count, first_recorded_at, last_recorded_at, south_e7, west_e7, north_e7, east_e7,
       last_offset, cell_level, cells, path, details)
    values (${tenantId}, ${trackerId}, ${day}::date, ${path.count}, ${path.recordedAt[0] ?? 0},
      ${path.recordedAt[path.count - 1] ?? 0}, ${south}, ${west}, ${north}, ${east}, ${lastOffset}, ${level},
      ${[...cells]}::int[], ${Buffer.from(packed.path)}, ${Buffer.from(packed.details)})
    on conflict (tenant_id, tracker_id, day) do update set
      count = excluded.count, first_recorded_at = excluded.first_recorded_at, last_recorded_at = excluded.last_recorded_at,
      south_e7 = excluded.south_e7, west_e7 = excluded.west_e7, north_e7 = excluded.north_e7, east_e7 = excluded.east_e7,
      last_offset = excluded.last_offset, cell_level = excluded.cell_level, cells = excluded.cells, path = excluded.path,
      details = excluded.details`;
}

function bounds(values: Path['latitudeE7']): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
