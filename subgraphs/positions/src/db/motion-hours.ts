import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import { HOUR_MS } from '../domain/motion/settings.ts';
import { within } from './reach.ts';

/** Which trackers are asked of; null: all of them. */
export interface TrackersAsked {
  readonly trackerIds: readonly string[] | null;
  /** Owned by one of these units. */
  readonly unitIds: readonly string[] | null;
  readonly reach: UnitReach;
}

/** Condition on `tracker_id`: it is one of those asked of, and within the reach. */
export function asked(sql: TxSql, { trackerIds, unitIds, reach }: TrackersAsked) {
  const named = trackerIds === null ? sql`true` : sql`tracker_id = any(${[...trackerIds]}::uuid[])`;
  const owned = unitIds === null ? sql`true` : within(sql, unitIds);
  return sql`${named} and ${owned} and ${within(sql, reach)}`;
}

/** About how many positions each tracker has in `[from, to)`, counted by whole hours; who has none is absent. */
export async function positionCounts(
  tx: Tx,
  wanted: TrackersAsked,
  { from, to }: { from: number; to: number },
): Promise<Map<string, number>> {
  const rows = await tx.sql<{ tracker_id: string; positions: number }[]>`
    select tracker_id, sum(positions)::bigint as positions from positions.motion_hours
    where hour_at > ${from - HOUR_MS} and hour_at < ${to} and ${asked(tx.sql, wanted)} group by tracker_id`;
  return new Map(rows.map((row) => [row.tracker_id, row.positions]));
}

/** Figures of a tracker in an hour or a day; lengths in millimetres, times in milliseconds. */
export interface MotionSum {
  readonly tracker_id: string;
  /** The hour, or the instant at which the day begins in its zone. */
  readonly begin_at: number;
  /** When the day after begins; null for hours. */
  readonly end_at: number | null;
  readonly positions: number;
  readonly moving_ms: number;
  readonly stopped_ms: number;
  readonly moving_mm: number;
  readonly stopped_mm: number;
  readonly unknown_mm: number;
  readonly max_speed_mms: number | null;
  readonly first_at: number;
  readonly last_at: number;
  /** The tracker's first and newest position of all. */
  readonly known_from: number;
  readonly known_to: number;
}

/** What sums are made of. */
export interface MotionAsked extends TrackersAsked {
  readonly from: number;
  readonly to: number;
  readonly by: 'HOUR' | 'DAY';
  readonly timeZone: string;
  readonly page: Page;
}

/** One more than a page of sums of hours or days that begin in `[from, to)`, by tracker and time. */
export async function pageOfMotion(tx: Tx, wanted: MotionAsked): Promise<MotionSum[]> {
  return wanted.by === 'HOUR' ? hours(tx.sql, wanted) : days(tx.sql, wanted);
}

async function hours(sql: TxSql, wanted: MotionAsked): Promise<MotionSum[]> {
  const { from, to, page } = wanted;
  return sql<MotionSum[]>`
    select tracker_id, hour_at as begin_at, null as end_at, positions, moving_ms, stopped_ms, moving_mm, stopped_mm,
      unknown_mm, max_speed_mms, h.first_at, h.last_at, t.first_at as known_from, t.last_at as known_to
    from positions.motion_hours h join positions.motion_trackers t using (tracker_id)
    where hour_at >= ${from} and hour_at < ${to} and ${asked(sql, wanted)} and ${behind(sql, page, 'hour_at')}
    order by tracker_id, hour_at limit ${page.first + 1}`;
}

const DAY_MS = 86_400_000;

/** A day has the hours whose middle lies in it. */
async function days(sql: TxSql, wanted: MotionAsked): Promise<MotionSum[]> {
  const { from, to, timeZone, page } = wanted;
  return sql<MotionSum[]>`
    select s.*, t.first_at as known_from, t.last_at as known_to from (
      select tracker_id, day at time zone ${timeZone} as begin_at,
        (day + interval '1 day') at time zone ${timeZone} as end_at,
        sum(positions)::bigint as positions, sum(moving_ms)::bigint as moving_ms, sum(stopped_ms)::bigint as stopped_ms,
        sum(moving_mm)::bigint as moving_mm, sum(stopped_mm)::bigint as stopped_mm, sum(unknown_mm)::bigint as unknown_mm,
        max(max_speed_mms) as max_speed_mms, min(first_at) as first_at, max(last_at) as last_at
      from (
        select *, date_trunc('day', (hour_at + interval '30 minutes') at time zone ${timeZone}) as day
        from positions.motion_hours
        where hour_at >= ${from - DAY_MS} and hour_at < ${to + 2 * DAY_MS} and ${asked(sql, wanted)}
      ) as h
      group by tracker_id, day
    ) as s join positions.motion_trackers t using (tracker_id)
    where s.begin_at >= ${from} and s.begin_at < ${to} and ${behind(sql, page, 'begin_at')}
    order by tracker_id, begin_at limit ${page.first + 1}`;
}

function behind(sql: TxSql, { after }: Page, column: 'hour_at' | 'begin_at') {
  const [trackerId, at] = after ?? [];
  if (trackerId === undefined) return sql`true`;
  return sql`(tracker_id, ${sql(column)}) > (${trackerId}::uuid, ${Number(at)}::timestamptz)`;
}
