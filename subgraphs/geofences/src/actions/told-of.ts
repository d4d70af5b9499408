import type { GeofenceRow, NewVersionRow } from '../db/rows.ts';
import type { GeofenceToldOf } from '../events.ts';

/**
 * A geofence as the topic `geofences` tells of it.
 * @param version the newest version with a shape.
 * @param validTo when the geofence ends, Unix milliseconds, or null.
 */
export function toldOf(
  { geofenceId, name, kind, placeId }: GeofenceRow,
  { number, validFrom, rules }: NewVersionRow,
  validTo: number | null,
): GeofenceToldOf {
  const { staleAfterSeconds } = rules;
  return { geofenceId, name, kind, placeId, number, validFrom, validTo, staleAfterSeconds };
}
