/** What a geofence is for; the values of the SDL's `GeofenceKind`. */
export const GEOFENCE_KINDS = ['WORK_ZONE', 'MUSTER_POINT', 'EXCLUSION', 'GATE', 'BREAK_AREA'] as const;
export type GeofenceKind = (typeof GEOFENCE_KINDS)[number];

/** What kind of place a place is; the values of the SDL's `PlaceKind`. */
export const PLACE_KINDS = ['SITE', 'BUILDING', 'FLOOR', 'AREA'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** Deepest tree of places; beyond it a mistake is likelier than a building. */
export const MAX_PLACE_DEPTH = 16;
