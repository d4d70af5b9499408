import { degrees, meters, metersPerSecond } from '@trekker/geo';
import type { Tx } from '@trekker/kit';

import type { TrackPoint } from '../domain/flags/track-point.ts';
import { eachSection, type TrackPointRow, type TrackTime } from './history.ts';

/**
 * Shows `visit` the positions of a tracker recorded in `[from, to)`, in their order, until it says `stop`; `atOnce` of them
 * are read at a time.
 */
export async function visitPoints(
  tx: Tx,
  span: TrackTime & { readonly atOnce?: number },
  visit: (point: TrackPoint<TrackPointRow>) => 'go on' | 'stop',
): Promise<void> {
  for await (const section of eachSection(tx, span)) {
    for (let index = 0; index < section.path.count; index += 1) {
      if (visit(pointOf(section.row(index))) === 'stop') return;
    }
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
