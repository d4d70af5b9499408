import type { Tx, TxSql, UnitReach } from '@trekker/kit';

import { BATTERY_ATTRIBUTES, tellsOfBattery } from '../domain/battery.ts';
import { readStep, type Step, type StepStart } from './history-step.ts';
import { columns } from './history-columns.ts';
import { within } from './reach.ts';
import { POINT } from './row-shapes.ts';
import type { TrackPointRow } from './rows.ts';
import { sectionOf, type Section } from './section.ts';

/** How long before its newest position a tracker's battery is looked for, in milliseconds. */
const DAY_MS = 86_400_000;

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
  const missing = trackerIds.filter((id) => !found.some((row) => row.tracker_id === id));
  return [...found, ...(await inPackedDays(tx.sql, missing, reach))];
}

/** The same of trackers whose newest positions are packed: few of those that are asked for at once are silent for days. */
async function inPackedDays(sql: TxSql, trackerIds: readonly string[], reach: UnitReach): Promise<TrackPointRow[]> {
  if (!trackerIds.length) return [];
  const silent = await sql<{ tracker_id: string; recorded_at: number }[]>`
    select l.tracker_id, l.recorded_at from positions.latest l
    where l.tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(sql, reach)} and exists (
      select from positions.packed_days p
      where p.tracker_id = l.tracker_id
        and p.day between (l.recorded_at - interval '1 day')::date and l.recorded_at::date)`;
  const rows: TrackPointRow[] = [];
  for (const { tracker_id: trackerId, recorded_at: at } of silent) {
    const row = await lastOf(sql, { trackerId, from: at - DAY_MS + 1, to: at + 1 });
    if (row) rows.push(row);
  }
  return rows;
}

async function lastOf(
  sql: TxSql,
  time: { trackerId: string; from: number; to: number },
): Promise<TrackPointRow | undefined> {
  let start: StepStart | null = { ...time, after: null, descending: true, positions: 1_000 };
  while (start) {
    const step: Step<TrackPointRow> = await readStep(sql, start, POINT);
    for (const piece of step.pieces) {
      const last = lastIn(sectionOf(piece));
      if (last) return last;
    }
    start = step.next;
  }
  return undefined;
}

function lastIn({ path, row }: Section): TrackPointRow | undefined {
  for (let index = path.count - 1; index >= 0; index -= 1) {
    const point = row(index);
    if (tellsOfBattery(point.battery_percent, point.attributes)) return point;
  }
  return undefined;
}
