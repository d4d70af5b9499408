import { degrees, headingDegrees, meters, metersPerSecond } from '@trekker/geo';
import type { RecordedFix } from '@trekker/protocols';

import type { TrackPointRow } from '../db/history.ts';

/** What the device reported, as intake kept it. */
export function recordedFix(row: TrackPointRow, identifier: string): RecordedFix {
  const known = <T>(name: string, value: number | null, of: (value: number) => T) =>
    value === null ? {} : { [name]: of(value) };
  return {
    identifier,
    recordedAt: row.recorded_at,
    latitude: degrees(row.latitude_e7),
    longitude: degrees(row.longitude_e7),
    ...known('altitudeMeters', row.altitude_cm, meters),
    ...known('accuracyMeters', row.accuracy_cm, meters),
    ...known('speedMetersPerSecond', row.speed_mms, metersPerSecond),
    ...known('headingDegrees', row.heading_cd, headingDegrees),
    ...known('batteryPercent', row.battery_percent, Number),
    attributes: row.attributes ?? {},
  };
}
