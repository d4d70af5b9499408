import type { RecordedTrack, TrackFileFormat } from './track-file.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeoJson } from './write-geojson.ts';
import { writeGpx } from './write-gpx.ts';
import { writeKml } from './write-kml.ts';
import { writeNdjson } from './write-ndjson.ts';
import { writeTcx } from './write-tcx.ts';

/**
 * A file of the tracks, which `readTrackFile` reads back to the bit, but for what a format cannot say: CSV and NDJSON
 * have no tracks without fixes and, as single points of GeoJSON, join those of the same name and tracker; names come
 * back without the blanks around them; XML has no control characters; a negative zero is a zero. Times are of the years 0 to 9999.
 */
export function writeTrackFile(format: TrackFileFormat, tracks: readonly RecordedTrack[]): string {
  switch (format) {
    case 'gpx':
      return writeGpx(tracks);
    case 'kml':
      return writeKml(tracks);
    case 'tcx':
      return writeTcx(tracks);
    case 'geojson':
      return writeGeoJson(tracks);
    case 'csv':
      return writeCsv(tracks);
    case 'ndjson':
      return writeNdjson(tracks);
  }
}
