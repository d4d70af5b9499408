import type { Tx, TxSql } from '@trekker/kit';

import type { Box } from '../domain/map/viewport.ts';
import { HOUR_MS } from '../domain/motion/settings.ts';
import { asked, type TrackersAsked } from './motion-hours.ts';
import type { TrackTime } from './history.ts';

/** When trackers may have been in a box. */
export interface HoursAsked extends TrackersAsked {
  readonly box: Box;
  /** Unix milliseconds, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Only trackers behind this one; null: from the first. */
  readonly behind: string | null;
}

/** A tracker, the spans in which it may have been in a box, and about how many positions it has in them. */
export interface NearTracker {
  readonly trackerId: string;
  readonly spans: readonly TrackTime[];
  readonly positions: number;
}

/** How many positions lie in hours in which their trackers may have been in a box. */
export async function countNear(tx: Tx, wanted: HoursAsked): Promise<number> {
  const [row] = await tx.sql<{ positions: number }[]>`
    select coalesce(sum(positions), 0)::bigint as positions from positions.motion_hours where ${near(tx.sql, wanted)}`;
  return row?.positions ?? 0;
}

/** Trackers that may have been in a box and when, by tracker. Hours without a position in the box are not among them. */
export async function trackersNear(tx: Tx, wanted: HoursAsked): Promise<NearTracker[]> {
  const rows = await tx.sql<{ tracker_id: string; hours: string; positions: number }[]>`
    select tracker_id, sum(positions)::bigint as positions,
      string_agg((extract(epoch from hour_at)::bigint / 3600)::text, ',' order by hour_at) as hours
    from positions.motion_hours where ${near(tx.sql, wanted)} group by tracker_id order by tracker_id`;
  return rows.map(({ tracker_id: trackerId, hours, positions }) => {
    const spans = spansOf(hours.split(',').map((hour) => Number(hour) * HOUR_MS)).map(([begin, end]) => ({
      trackerId,
      from: Math.max(begin, wanted.from),
      to: Math.min(end, wanted.to),
    }));
    return { trackerId, spans, positions };
  });
}

function near(sql: TxSql, { box, from, to, behind, ...trackers }: HoursAsked) {
  const [westE7, southE7] = [Math.floor(box.west * 1e7), Math.floor(box.south * 1e7)];
  const [eastE7, northE7] = [Math.ceil(box.east * 1e7), Math.ceil(box.north * 1e7)];
  const eastward =
    box.east < box.west
      ? sql`(east_e7 >= ${westE7} or west_e7 <= ${eastE7})`
      : sql`east_e7 >= ${westE7} and west_e7 <= ${eastE7}`;
  const later = behind === null ? sql`true` : sql`tracker_id > ${behind}::uuid`;
  return sql`hour_at > ${from - HOUR_MS} and hour_at < ${to} and north_e7 >= ${southE7} and south_e7 <= ${northE7}
    and ${eastward} and ${later} and ${asked(sql, trackers)}`;
}

/** Hours put together to spans where one follows the other. */
function spansOf(hours: readonly number[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last?.[1] === hour) last[1] = hour + HOUR_MS;
    else spans.push([hour, hour + HOUR_MS]);
  }
  return spans;
}
