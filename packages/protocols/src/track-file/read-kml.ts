import { type XmlElement, descendantsOf, textOf } from '../xml/xml-element.ts';
import type { XmlFormat } from './read-xml.ts';
import { readKmlLine } from './read-kml-line.ts';
import { readKmlPoint } from './read-kml-point.ts';
import { readKmlTrack } from './read-kml-track.ts';
import type { RecordStyle } from './record-number.ts';

/**
 * KML 2.2 with the tracks of Google's extension. A placemark with `gx:Track` or a line is a track; a line's points
 * lie evenly between the ends of the placemark's `TimeSpan`. Placemarks with a point are one track for each folder or
 * document they are in; their time is that of the `TimeStamp`.
 */
export function kmlFormat(style: RecordStyle): XmlFormat {
  return {
    root: 'kml',
    whole: new Set(['Placemark', 'name', 'Style', 'StyleMap', 'Schema', 'Region', 'description']),
    reader: (collector, lines) => {
      const folders: Folder[] = [];
      return (part) => {
        if (part.kind === 'open') folders.push({ name: undefined });
        if (part.kind === 'close') folders.pop();
        const folder = folders.at(-1);
        if (part.kind !== 'element' || folder === undefined) return;
        const { element } = part;
        if (element.name === 'name') folder.name ??= element.text;
        if (element.name !== 'Placemark') return;
        readPlacemark(element, { collector, lines, style, folder });
      };
    },
  };
}

/** A folder or document whose end has not come yet. */
interface Folder {
  name: string | undefined;
}

const GEOMETRIES = new Set(['Track', 'LineString', 'Point']);

function readPlacemark(placemark: XmlElement, file: Parameters<typeof readKmlPoint>[1]): void {
  const geometries = [...descendantsOf(placemark, GEOMETRIES)];
  const paths = geometries.filter(({ name }) => name !== 'Point');
  if (paths.length === 0) return geometries.forEach((point) => readKmlPoint({ placemark, point }, file));
  const track = file.collector.begin();
  track.label({ name: textOf(placemark, 'name'), identifier: identifierOf(placemark) });
  for (const path of paths) {
    if (path.name === 'Track') readKmlTrack(path, { ...file, track });
    else readKmlLine({ placemark, line: path }, { ...file, track });
  }
}

const DATA = new Set(['Data']);

/** What our own files call the tracker. */
function identifierOf(placemark: XmlElement): string | undefined {
  for (const data of descendantsOf(placemark, DATA)) {
    if (data.attributes.get('name') === 'tracker') return textOf(data, 'value');
  }
  return undefined;
}
