import type { TrackFileFormat } from '../../../__generated__/graphql.ts';

const FORMATS: Readonly<Record<string, TrackFileFormat>> = {
  gpx: 'GPX',
  kml: 'KML',
  tcx: 'TCX',
  geojson: 'GEOJSON',
  json: 'GEOJSON',
  csv: 'CSV',
  ndjson: 'NDJSON',
  jsonl: 'NDJSON',
};

/** What a file input accepts. */
export const TRACK_FILES = Object.keys(FORMATS)
  .map((ending) => `.${ending}`)
  .join(',');

/** What a file is written in, by the ending of its name; null where the content has to tell. */
export function trackFormat(name: string): TrackFileFormat | null {
  return FORMATS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null;
}

/** The largest file a request may bring, in bytes; larger ones are posted to a door. */
export const LARGEST_FILE_BYTES = 480 * 1024;
