import type { TrackFileFormat } from '@trekker/protocols';

/** Formats of files with recorded tracks as the API writes them, and as they are called everywhere else. */
export const TRACK_FORMATS = {
  GPX: 'gpx',
  KML: 'kml',
  TCX: 'tcx',
  GEOJSON: 'geojson',
  CSV: 'csv',
  NDJSON: 'ndjson',
} as const satisfies Record<string, TrackFileFormat>;

/** A format as the API writes it. */
export type TrackFormatName = keyof typeof TRACK_FORMATS;

/** What a file of a format is called in HTTP. */
export const MEDIA_TYPES: Readonly<Record<TrackFormatName, string>> = {
  GPX: 'application/gpx+xml',
  KML: 'application/vnd.google-earth.kml+xml',
  TCX: 'application/vnd.garmin.tcx+xml',
  GEOJSON: 'application/geo+json',
  CSV: 'text/csv; charset=utf-8',
  NDJSON: 'application/x-ndjson',
};

/** A format as the API writes it; null stays null. */
export function formatNameOf(format: TrackFileFormat | null): TrackFormatName | null {
  const names = Object.keys(TRACK_FORMATS) as TrackFormatName[]; // the keys are what they are declared as
  return names.find((name) => TRACK_FORMATS[name] === format) ?? null;
}
