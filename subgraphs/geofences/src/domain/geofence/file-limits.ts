/** Files of geofences as the API takes and gives them; the values of the SDL's `GeofenceFormat`. */
export const FENCE_FORMATS = ['GEOJSON', 'KML', 'GPX'] as const;

/** So many geofences one file may bring, or take along. */
export const MOST_FENCES = 10_000;

/** Largest file in bytes of UTF-8. As part of a request it still fits into what a gateway can be told to take, 16 MiB. */
export const MOST_FILE_BYTES = 15_000_000;
