import type { TxSql } from '@trekker/kit';

import type { Day } from '../domain/day.ts';
import type { TrackerDay } from './closed-days.ts';

/** What goes of the current tenant: what was recorded before an instant (Unix milliseconds), but of trackers that are held. */
export interface OldPositions {
  readonly tenantId: string;
  readonly before: number;
  readonly held: readonly string[];
}

/** Some days of trackers with positions that are to go, packed or as rows, the oldest first. */
export async function oldDays(
  sql: TxSql,
  { tenantId, before, held }: OldPositions,
  limit: number,
): Promise<TrackerDay[]> {
  const rows = await sql<{ tracker_id: string; day: Day }[]>`
    (select tracker_id, day::text as day from positions.packed_days
     where day < (${before}::timestamptz at time zone 'UTC')::date and tracker_id <> all(${[...held]}::uuid[])
     order by day limit ${limit})
    union
    (select distinct tracker_id, (recorded_at at time zone 'UTC')::date::text from positions.history
     where recorded_at < ${before} and tracker_id <> all(${[...held]}::uuid[]) limit ${limit})`;
  return rows.map((row) => ({ tenantId, trackerId: row.tracker_id, day: row.day }));
}

/** Deletes everything of days, whose locks are held. */
export async function deleteDays(sql: TxSql, days: readonly TrackerDay[]): Promise<void> {
  const trackers = days.map(({ trackerId }) => trackerId);
  const dates = days.map(({ day }) => day);
  const same = sql`from unnest(${trackers}::uuid[], ${dates}::text[]) as d (tracker, day)`;
  await sql`select positions.delete_days(${trackers}::uuid[], ${dates}::text[]::date[])`;
  await sql`
    delete from positions.packed_days p using (select tracker, day::date as day ${same}) as d
    where p.tracker_id = d.tracker and p.day = d.day`;
  await sql`
    delete from positions.late_days l using (select tracker, day::date as day ${same}) as d
    where l.tenant_id = kit.current_tenant() and l.tracker_id = d.tracker and l.day = d.day`;
}

/** What follows from positions or holds some, and the time that tells its age. */
const FOLLOWING = [
  { table: 'latest', at: 'recorded_at' },
  { table: 'motion_hours', at: 'hour_at' },
  { table: 'motion_states', at: 'hour_at' },
  { table: 'motion_trackers', at: 'last_at' },
  { table: 'stretches', at: 'to_at' },
  { table: 'clock_hours', at: 'hour' },
  { table: 'region_events', at: 'recorded_at' },
  { table: 'quarantine', at: 'received_at' },
  { table: 'raw_messages', at: 'received_at' },
] as const;

/** Deletes some of what follows from positions that go; returns how many rows there were, at most `limit` of each kind. */
export async function deleteFollowing(sql: TxSql, { before, held }: OldPositions, limit: number): Promise<number> {
  let most = 0;
  for (const { table, at } of FOLLOWING) {
    const name = sql(`positions.${table}`);
    const { count } = await sql`
      delete from ${name} t using (
        select tableoid, ctid from ${name}
        where ${sql(at)} < ${before} and (tracker_id is null or tracker_id <> all(${[...held]}::uuid[]))
        limit ${limit}) as old
      where t.tableoid = old.tableoid and t.ctid = old.ctid`;
    most = Math.max(most, count);
  }
  return most;
}
