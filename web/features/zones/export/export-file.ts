import type { GeofenceFormat } from '../../../__generated__/graphql.ts';

/** How files of each format are called and served. */
const FILES: Readonly<Record<GeofenceFormat, { readonly ending: string; readonly type: string }>> = {
  GEOJSON: { ending: 'geojson', type: 'application/geo+json' },
  KML: { ending: 'kml', type: 'application/vnd.google-earth.kml+xml' },
  GPX: { ending: 'gpx', type: 'application/gpx+xml' },
};

/** The formats to choose from, the one that keeps everything first. */
export const FORMATS: readonly GeofenceFormat[] = ['GEOJSON', 'KML', 'GPX'];

/** What a file of zones is called, and what it is. @param about whose zones they are, in words. */
export function exportFile(about: string, format: GeofenceFormat): { readonly name: string; readonly type: string } {
  const { ending, type } = FILES[format];
  // What some system does not allow in the name of a file.
  const name = about.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-').trim();
  return { name: `${name}.${ending}`, type };
}
