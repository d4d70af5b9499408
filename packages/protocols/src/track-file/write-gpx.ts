import type { Attributes } from '../decoded.ts';
import { xmlText } from '../xml/xml-text.ts';
import { TREKKER_NAMESPACE, attributeText, numberElement, wrapped } from './extensions.ts';
import { instantText } from './instant-text.ts';
import type { RecordedFix, RecordedTrack } from './track-file.ts';

/** GPX 1.1 with speed and course as Garmin extends it, a `trk` with one segment for each track. */
export function writeGpx(tracks: readonly RecordedTrack[]): string {
  const namespaces = [
    'xmlns="http://www.topografix.com/GPX/1/1"',
    'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2"',
    `xmlns:trekker="${TREKKER_NAMESPACE}"`,
  ];
  const root = `<gpx version="1.1" creator="Trekker" ${namespaces.join(' ')}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${tracks.map(trackText).join('')}</gpx>\n`;
}

function trackText({ name, fixes }: RecordedTrack): string {
  const title = name === null ? '' : `<name>${xmlText(name)}</name>`;
  const tracker = fixes[0] === undefined ? '' : `<trekker:tracker>${xmlText(fixes[0].identifier)}</trekker:tracker>`;
  const points = fixes.map(pointText).join('');
  return `<trk>${title}${wrapped('extensions', tracker)}<trkseg>\n${points}</trkseg></trk>\n`;
}

function pointText(fix: RecordedFix): string {
  const { standard, others } = sortAttributes(fix.attributes);
  const motion =
    numberElement('gpxtpx:speed', fix.speedMetersPerSecond) + numberElement('gpxtpx:course', fix.headingDegrees);
  const extensions = [
    wrapped('gpxtpx:TrackPointExtension', motion),
    numberElement('trekker:accuracy', fix.accuracyMeters),
    numberElement('trekker:battery', fix.batteryPercent),
    others,
  ];
  const parts = [
    numberElement('ele', fix.altitudeMeters),
    `<time>${instantText(fix.recordedAt)}</time>`,
    standard,
    wrapped('extensions', extensions.join('')),
  ];
  const place = `lat="${fix.latitude}" lon="${fix.longitude}"`;
  return `<trkpt ${place}>${parts.join('')}</trkpt>\n`;
}

/** Attributes that GPX has elements for, in its order. */
const STANDARD = [
  ['satellites', 'sat'],
  ['hdop', 'hdop'],
  ['vdop', 'vdop'],
  ['pdop', 'pdop'],
] as const;

const EXACT = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/u;

/** Numbers that read back as they are in the elements of GPX, and all others as extensions. */
function sortAttributes(attributes: Attributes): { standard: string; others: string } {
  const own = new Map(Object.entries(attributes));
  let standard = '';
  for (const [name, element] of STANDARD) {
    const value = own.get(name);
    if (typeof value !== 'number' || !EXACT.test(String(value))) continue;
    standard += numberElement(element, value);
    own.delete(name);
  }
  return { standard, others: Array.from(own, attributeText).join('') };
}
