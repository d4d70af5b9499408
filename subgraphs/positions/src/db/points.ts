import { degrees, meters, metersPerSecond } from '@trekker/geo';
import type { Tx } from '@trekker/kit';

import type { TrackPoint } from '../domain/flags/track-point.ts';
import { pageOfTrack, type TrackPointRow } from './history.ts';

/** Positions that are read at once. */
const BATCH = 5_000;

/** The positions of a tracker recorded in `[from, to)` (Unix milliseconds), in their order, a batch at a time. */
export async function* pointsOf(
  tx: Tx,
  { trackerId, from, to, batch = BATCH }: { trackerId: string; from: number; to: number; batch?: number },
): AsyncGenerator<TrackPoint<TrackPointRow>> {
  for (let after: readonly string[] | null = null; ;) {
    const rows: TrackPointRow[] = await pageOfTrack(tx, { trackerId, from, to, page: { first: batch, after } });
    const some = rows.slice(0, batch);
    for (const row of some) yield pointOf(row);
    const last = some.at(-1);
    if (!last || rows.length <= batch) return;
    after = [String(last.recorded_at), last.dedupe.toString('hex')];
  }
}

function pointOf(row: TrackPointRow): TrackPoint<TrackPointRow> {
  return {
    position: row,
    recordedAt: row.recorded_at,
    latitude: degrees(row.latitude_e7),
    longitude: degrees(row.longitude_e7),
    accuracyMeters: row.accuracy_cm === null ? null : meters(row.accuracy_cm),
    speedMetersPerSecond: row.speed_mms === null ? null : metersPerSecond(row.speed_mms),
    attributes: row.attributes ?? {},
  };
}
