import type { GeofenceFormat } from '../../../__generated__/graphql.ts';

const FORMATS: Readonly<Record<string, GeofenceFormat>> = {
  geojson: 'GEOJSON',
  json: 'GEOJSON',
  kml: 'KML',
  gpx: 'GPX',
};

/** What a file input accepts. */
export const ZONE_FILES = Object.keys(FORMATS)
  .map((ending) => `.${ending}`)
  .join(',');

/** What a file is written in, by the ending of its name; null for anything else. */
export function fileFormat(name: string): GeofenceFormat | null {
  return FORMATS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null;
}
