import { textOfFile } from '../file-text.ts';
import { Unreadable } from '../unreadable.ts';
import { formatOf } from './format-of.ts';
import { readCsv } from './read-csv.ts';
import { readGeoJson } from './read-geojson.ts';
import { gpxFormat } from './read-gpx.ts';
import { kmlFormat } from './read-kml.ts';
import { readNdjson } from './read-ndjson.ts';
import { tcxFormat } from './read-tcx.ts';
import { readXml } from './read-xml.ts';
import { TrackCollector } from './track-collector.ts';
import type { ReadTrackOptions, TrackFile, TrackFileFormat } from './track-file.ts';

/**
 * Reads a file with recorded tracks: GPX, KML, TCX, GeoJSON, CSV or NDJSON, told apart by what is in it. Never throws:
 * good points come back and bad ones are listed, also of a file that is cut off. A point needs a place and a time; a
 * field of it that is bad alone is left out and listed. Whether the numbers are possible (latitude 91) is not judged.
 * Time and memory grow with the size of the file only.
 */
export function readTrackFile(file: string | Uint8Array, options: ReadTrackOptions = {}): TrackFile {
  const text = textOfFile(file);
  const format = options.format ?? formatOf(text);
  const collector = new TrackCollector(options);
  if (format === null) {
    const expected = 'GPX, KML, TCX, GeoJSON, CSV that names its columns, or NDJSON';
    collector.breakOff(null, new Unreadable('file', text.slice(0, 100), expected));
  } else {
    readAs(format, { text, collector, options });
  }
  return { format, ...collector.result() };
}

interface Reading {
  readonly text: string;
  readonly collector: TrackCollector;
  readonly options: ReadTrackOptions;
}

function readAs(format: TrackFileFormat, { text, collector, options }: Reading): void {
  const style = { decimalComma: false, speedUnit: options.speedUnit ?? 'metersPerSecond' } as const;
  switch (format) {
    case 'gpx':
      return readXml(text, gpxFormat, collector);
    case 'kml':
      return readXml(text, kmlFormat(style), collector);
    case 'tcx':
      return readXml(text, tcxFormat, collector);
    case 'geojson':
      return readGeoJson(text, { collector, style });
    case 'csv':
      return readCsv(text, { collector, style });
    case 'ndjson':
      return readNdjson(text, { collector, style });
  }
}
