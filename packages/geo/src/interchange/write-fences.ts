import type { Shape } from '../shape/shape.ts';
import type { FenceFormat } from './read-fences.ts';
import { writeGeoJson } from './write-geo-json.ts';
import { writeGpx } from './write-gpx.ts';
import { writeKml } from './write-kml.ts';

/** A geofence to be written to a file. */
export interface WrittenFence {
  readonly name: string;
  readonly description: string | null;
  readonly shape: Shape;
  /** What else is to be said of it: members of GeoJSON's properties, data of KML; GPX has no place for it. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/**
 * A file of geofences. GeoJSON keeps shapes to the bit: circles as points with the property `radiusMeters`, corridors as
 * lines with `widthMeters`. KML keeps polygons and corridors to the bit, circles become rings; GPX has closed tracks for
 * polygons and circles and open ones for corridors, their width is lost.
 */
export function writeFences(fences: readonly WrittenFence[], format: FenceFormat): string {
  switch (format) {
    case 'GEOJSON':
      return writeGeoJson(fences);
    case 'KML':
      return writeKml(fences);
    case 'GPX':
      return writeGpx(fences);
  }
}
