import type { PositionRecord } from '@trekker/geo';
import type { ConsumerTx } from '@trekker/kit';

import { loggedFrom, type LoggedRow } from '../../db/history.ts';
import { stateBefore } from '../../db/motion.ts';
import { changeBetween, type MotionChange } from '../../domain/motion/change.ts';
import { createRun, type MotionRun } from '../../domain/motion/run.ts';
import { hourOf } from '../../domain/motion/settings.ts';
import { stateText } from '../../domain/motion/state.ts';
import type { NewEntries } from './motion-projection.ts';

/** Positions that are read at once. */
const PAGE = 500;

/** New positions of a tracker in their order, some of them not behind its newest. */
interface LatePositions {
  readonly trackerId: string;
  readonly records: readonly PositionRecord[];
}

/**
 * Derives the stretches of a tracker's time that new positions touch: each from the hour of the first of them up to an hour
 * before which the tracker stands as it stood without them, since nothing behind that can be different.
 */
export async function deriveLate(
  tx: ConsumerTx,
  { trackerId, records }: LatePositions,
  entries: NewEntries,
): Promise<MotionChange[]> {
  const changes: MotionChange[] = [];
  for (let left = records; left[0];) {
    const { change, reached } = await deriveFrom(tx, { trackerId, records: left }, entries);
    // Of positions that the history no longer has nothing follows.
    if (change.reaches.size) changes.push(change);
    left = left.filter(({ recordedAt }) => recordedAt >= reached);
  }
  return changes;
}

async function deriveFrom(tx: ConsumerTx, { trackerId, records }: LatePositions, entries: NewEntries) {
  const first = records[0]?.recordedAt ?? 0;
  const { hour, state } = await stateBefore(tx.sql, trackerId, first);
  const before = createRun(state);
  const after = createRun(state);
  let reached = Number.POSITIVE_INFINITY;
  let current = hour;
  for await (const row of rowsFrom(tx, { trackerId, from: hour, upTo: entries.upTo })) {
    const next = hourOf(row.recorded_at);
    if (next !== current && next > first && isSame(before, after)) {
      reached = next;
      break;
    }
    current = next;
    const fix = fixOf(row);
    if (row.offset < entries.since) before.add(fix);
    after.add(fix);
  }
  const toTheEnd = reached === Number.POSITIVE_INFINITY;
  return { change: changeBetween(before, after, { trackerId, wholeHours: true, toTheEnd }), reached };
}

function isSame(a: MotionRun, b: MotionRun): boolean {
  return stateText(a.state) === stateText(b.state);
}

async function* rowsFrom(
  { sql }: ConsumerTx,
  { trackerId, from, upTo }: { trackerId: string; from: number; upTo: number },
): AsyncGenerator<LoggedRow> {
  for (let after: LoggedRow | null = null; ;) {
    const rows: LoggedRow[] = await loggedFrom(sql, { trackerId, from, after, upTo, most: PAGE });
    yield* rows;
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}

function fixOf(row: LoggedRow) {
  return {
    at: row.recorded_at,
    latitudeE7: row.latitude_e7,
    longitudeE7: row.longitude_e7,
    speedMms: row.speed_mms,
    accuracyCm: row.accuracy_cm,
  };
}
