import type { TxSql } from '@trekker/kit';

import type { Day } from '../domain/day.ts';
import type { TrackerDay } from './closed-days.ts';

/** Taken by whoever makes partitions, so that of several processes that start at once none finds half of the work done. */
const LOCK = 0x70617274;

/** Makes the missing partitions of so many UTC days from the day of an instant on; returns how many were made. */
export async function makePartitions(sql: TxSql, from: number, days: number): Promise<number> {
  const firstDay = new Date(from).toISOString().slice(0, 10);
  await sql`select pg_advisory_xact_lock(${LOCK})`;
  const [row] = await sql<{ made: number }[]>`select positions.make_partitions(${firstDay}::date, ${days}) as made`;
  return row?.made ?? 0;
}

/** Days before a day that have a partition of their own, oldest first. */
export async function partitionedDays(sql: TxSql, before: Day): Promise<Day[]> {
  const rows = await sql<{ day: Day }[]>`
    select day::text as day from positions.partitioned_days(least(${before}::date, positions.last_closed_day() + 1)) as day`;
  return rows.map(({ day }) => day);
}

/** Whose positions lie in a day's partition and have no packed day yet, or got further positions since. */
export async function unpackedTrackers(sql: TxSql, day: Day): Promise<TrackerDay[]> {
  const rows = await sql<{ tenantId: string; trackerId: string }[]>`
    select tenant_id as "tenantId", tracker_id as "trackerId" from positions.unpacked_trackers(${day}::date)`;
  return rows.map((row) => ({ ...row, day }));
}

/** Notes that every tracker of a day is packed, and tells since when, Unix milliseconds. */
export async function notePacked(sql: TxSql, { day, at }: { day: Day; at: number }): Promise<number> {
  const [row] = await sql<{ packed_at: number }[]>`
    insert into positions.days_packed as d (day, packed_at) values (${day}::date, ${at})
    on conflict (tenant_id, day) do update set packed_at = d.packed_at returning packed_at`;
  return row?.packed_at ?? at;
}

/** Takes that back. */
export async function forgetDay(sql: TxSql, day: Day): Promise<void> {
  await sql`delete from positions.days_packed where day = ${day}::date`;
}

/**
 * Drops the partition of a day that is packed. For an instant nobody else can use the history, so it waits for those who
 * do no longer than `patienceMs`: others wait behind it.
 * @returns false when the day got further positions and has to be packed again.
 * @throws PostgresError 55P03 when somebody used the history all the time.
 */
export async function dropPackedDay(sql: TxSql, day: Day, patienceMs: number): Promise<boolean> {
  await sql`select set_config('lock_timeout', ${`${patienceMs}ms`}, true)`;
  const [row] = await sql<{ dropped: boolean }[]>`select positions.drop_packed_day(${day}::date) as dropped`;
  return row?.dropped === true;
}

/** Takes what is packed of a tracker's day out of the default partition. */
export async function forgetPacked(sql: TxSql, { trackerId, day }: { trackerId: string; day: Day }): Promise<void> {
  await sql`select positions.forget_packed(${trackerId}, ${day}::date)`;
}
