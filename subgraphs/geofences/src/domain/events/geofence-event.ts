/** What may happen in a geofence; the values of the SDL's `GeofenceEventKind`. */
export const GEOFENCE_EVENT_KINDS = [
  'ENTERED',
  'LEFT',
  'DWELLED',
  'CROSSED',
  'LOITERED',
  'STALE',
  'LOST',
  'EXCLUSION_VIOLATED',
] as const;
export type GeofenceEventKind = (typeof GEOFENCE_EVENT_KINDS)[number];
