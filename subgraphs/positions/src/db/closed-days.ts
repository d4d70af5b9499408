import type { TxSql } from '@trekker/kit';

import type { Day } from '../domain/day.ts';

/** A tracker's day. */
export interface TrackerDay {
  readonly tenantId: string;
  readonly trackerId: string;
  readonly day: Day;
}

/** One lock space for all trackers' days. */
const LOCKS = 0x70616b64;
/** Days share so many locks: a file with years of positions must not fill the server's table of them. */
const STRIPES = 256;

/**
 * Waits until nobody packs, merges or appends to these days, and keeps others from it until the transaction ends. Taken
 * before any other lock, in one order, so that nobody waits in a circle.
 */
export async function lockDays(sql: TxSql, days: readonly TrackerDay[]): Promise<void> {
  const keys = days.map(({ tenantId, trackerId, day }) => `${tenantId}/${trackerId}/${day}`);
  await sql`
    select pg_advisory_xact_lock(${LOCKS}::int, stripe) from (
      select distinct hashtext(key) & ${STRIPES - 1}::int as stripe from unnest(${keys}::text[]) as key order by stripe) as s`;
}

/** Notes that positions were appended to closed days, of whatever tenants. */
export async function markLate(sql: TxSql, days: readonly TrackerDay[]): Promise<void> {
  await sql`
    insert into positions.late_days (tenant_id, tracker_id, day)
    select t::uuid, r::uuid, d::date from unnest(
      ${days.map((day) => day.tenantId)}::text[], ${days.map((day) => day.trackerId)}::text[],
      ${days.map((day) => day.day)}::text[]) as u (t, r, d)
    on conflict do nothing`;
}

/** Notes that everything of a day is packed. */
export async function unmarkLate(sql: TxSql, { tenantId, trackerId, day }: TrackerDay): Promise<void> {
  await sql`
    delete from positions.late_days where tenant_id = ${tenantId} and tracker_id = ${trackerId} and day = ${day}::date`;
}

/** Some closed days before `before` with positions that are not packed, behind `after` in order of tenant, tracker and day. */
export async function lateDays(
  sql: TxSql,
  { before, after, limit }: { before: Day; after: TrackerDay | null; limit: number },
): Promise<TrackerDay[]> {
  const behind = after
    ? sql`and (tenant_id, tracker_id, day) > (${after.tenantId}::uuid, ${after.trackerId}::uuid, ${after.day}::date)`
    : sql``;
  return sql<TrackerDay[]>`
    select tenant_id as "tenantId", tracker_id as "trackerId", day::text as day from positions.late_days
    where day < ${before}::date ${behind} order by tenant_id, tracker_id, day limit ${limit}`;
}

/** Whether nothing can come to a day any more but under its lock. */
export async function isClosed(sql: TxSql, day: Day): Promise<boolean> {
  const [row] = await sql<{ closed: boolean }[]>`select ${day}::date <= positions.last_closed_day() as closed`;
  return row?.closed === true;
}
