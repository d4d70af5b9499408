import { refusedFile, type ReadFences, type ReadOptions } from './fence-file.ts';
import { readGeoJson } from './read-geo-json.ts';
import { readGpx } from './read-gpx.ts';
import { readKml } from './read-kml.ts';

/** The kinds of file that geofences are exchanged in. */
export type FenceFormat = 'GEOJSON' | 'KML' | 'GPX';

/** So many characters a file may have. */
export const MOST_CHARACTERS = 100_000_000;

/**
 * The geofences of a file, and what in it is none, with the reason. Whatever can be read is; one bad feature costs no
 * other. Coordinates are taken as they are: `parseShape` and `parseCorridor` judge them.
 *
 * GeoJSON: polygons are boundaries, lines corridors, points circles; properties `name`, `description`, `widthMeters` and
 * `radiusMeters` are taken. KML: placemarks; polygons and linear rings are boundaries, lines corridors, points circles.
 * GPX: of tracks and routes what ends where it begins is a boundary, the rest corridors; waypoints are circles.
 */
export function readFences(text: string, format: FenceFormat, options: ReadOptions): ReadFences {
  if (text.length > MOST_CHARACTERS) {
    return refusedFile(`a file may have ${MOST_CHARACTERS} characters, this has ${text.length}`);
  }
  switch (format) {
    case 'GEOJSON':
      return readGeoJson(text, options);
    case 'KML':
      return readKml(text, options);
    case 'GPX':
      return readGpx(text, options);
  }
}
