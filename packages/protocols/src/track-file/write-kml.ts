import { xmlText } from '../xml/xml-text.ts';
import { instantText } from './instant-text.ts';
import type { RecordedFix, RecordedTrack } from './track-file.ts';

/** KML 2.2 with Google's extension, a placemark with a `gx:Track` for each track. */
export function writeKml(tracks: readonly RecordedTrack[]): string {
  const root = '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">';
  const fields = ARRAYS.map(
    ({ name, type }) => `<gx:SimpleArrayField name="${name}" type="${type}"></gx:SimpleArrayField>`,
  );
  const schema = `<Schema id="trekker">${fields.join('')}</Schema>`;
  const document = `<Document>${schema}\n${tracks.map(placemarkText).join('')}</Document>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}${document}</kml>\n`;
}

/** What a track has a value of for each fix; an empty text where a fix has none. */
const ARRAYS: readonly { name: string; type: string; of: (fix: RecordedFix) => string }[] = [
  { name: 'speed', type: 'double', of: (fix) => optional(fix.speedMetersPerSecond) },
  { name: 'accuracy', type: 'double', of: (fix) => optional(fix.accuracyMeters) },
  { name: 'battery', type: 'double', of: (fix) => optional(fix.batteryPercent) },
  {
    name: 'attributes',
    type: 'string',
    of: ({ attributes }) => (Object.keys(attributes).length === 0 ? '' : xmlText(JSON.stringify(attributes))),
  },
];

function optional(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function placemarkText({ name, fixes }: RecordedTrack): string {
  const title = name === null ? '' : `<name>${xmlText(name)}</name>`;
  const tracker = fixes[0] === undefined ? '' : dataText(fixes[0].identifier);
  const each = (element: string, of: (fix: RecordedFix) => string) =>
    fixes.map((fix) => `<${element}>${of(fix)}</${element}>\n`).join('');
  const arrays = ARRAYS.filter(({ of }) => fixes.some((fix) => of(fix) !== '')).map(
    (array) => `<gx:SimpleArrayData name="${array.name}">\n${each('gx:value', array.of)}</gx:SimpleArrayData>`,
  );
  const data = `<ExtendedData><SchemaData schemaUrl="#trekker">${arrays.join('')}</SchemaData></ExtendedData>`;
  const track = [
    each('when', ({ recordedAt }) => instantText(recordedAt)),
    each('gx:coord', coordText),
    each('gx:angles', ({ headingDegrees }) => (headingDegrees === undefined ? '' : `${headingDegrees} 0 0`)),
    arrays.length === 0 ? '' : data,
  ];
  return `<Placemark>${title}${tracker}<gx:Track>\n${track.join('')}</gx:Track></Placemark>\n`;
}

function coordText({ longitude, latitude, altitudeMeters }: RecordedFix): string {
  const numbers = altitudeMeters === undefined ? [longitude, latitude] : [longitude, latitude, altitudeMeters];
  return numbers.map(String).join(' ');
}

function dataText(identifier: string): string {
  return `<ExtendedData><Data name="tracker"><value>${xmlText(identifier)}</value></Data></ExtendedData>`;
}
