import type { GeofenceRow, NewVersionRow, PlaceRow } from '../db/rows.ts';
import type { GeofenceToldOf, PlaceToldOf } from '../events.ts';

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

/** A place as the topic `geofences` tells of it. */
export function placeToldOf({ placeId, name, kind, parentId, path, timeZone }: PlaceRow): PlaceToldOf {
  return { placeId, name, kind, parentId, path, timeZone };
}
