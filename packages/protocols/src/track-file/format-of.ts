import { isObject, parseJson } from '../json.ts';
import { xmlParts } from '../xml/xml-parts.ts';
import type { TrackFileFormat } from './track-file.ts';

/** The format of a file by what is in it; null where it is none of them. */
export function formatOf(text: string): TrackFileFormat | null {
  const begin = text.search(/\S/u);
  switch (text[begin]) {
    case undefined:
      return null;
    case '<':
      return xmlFormatOf(text);
    case '{':
      return GEOJSON.test(text.slice(begin, begin + LOOKED_AT)) || !isNdjson(text.slice(begin)) ? 'geojson' : 'ndjson';
    case '[':
      return 'geojson';
    default:
      return 'csv';
  }
}

const LOOKED_AT = 10_000;

/** Where GeoJSON says what it is; it may do so at the end only, then its first line decides. */
const GEOJSON = /"type"\s*:\s*"Feature(?:Collection)?"/u;

const XML_FORMATS: ReadonlyMap<string, TrackFileFormat> = new Map([
  ['gpx', 'gpx'],
  ['kml', 'kml'],
  ['TrainingCenterDatabase', 'tcx'],
]);

const OUTERMOST = /<(?:[\w.-]+:)?(gpx|kml|TrainingCenterDatabase)(?=[\s/>])/u;

/** By the outermost element; where none can be read, by the first that looks like one of those. */
function xmlFormatOf(text: string): TrackFileFormat | null {
  const outermost = xmlParts(text, new Set()).next().value;
  const name = outermost?.kind === 'open' ? outermost.name : OUTERMOST.exec(text.slice(0, LOOKED_AT))?.[1];
  return XML_FORMATS.get(name ?? '') ?? null;
}

/** Whether the first line is an object of its own. */
function isNdjson(text: string): boolean {
  const end = text.indexOf('\n');
  const first = parseJson(end < 0 ? text : text.slice(0, end));
  return isObject(first) && !('features' in first) && !('geometry' in first);
}
