import { type XmlElement, childOf, descendantsOf, textOf } from '../xml/xml-element.ts';
import { columnOf } from './column.ts';
import { type KmlFile, readKmlPlace } from './kml-file.ts';
import { optionalInstant } from './point-scope.ts';
import { readFacts, sortRecord } from './read-record.ts';
import type { Cell } from './record-number.ts';

/** A placemark and the point in it. */
interface MarkedPoint {
  readonly placemark: XmlElement;
  readonly point: XmlElement;
}

/** Adds a placemark with a point to the track of its folder; its extended data are the fields of a record. */
export function readKmlPoint({ placemark, point }: MarkedPoint, { collector, lines, style, folder }: KmlFile): void {
  const track = collector.group(folder);
  track.label({ name: folder.name });
  track.add(
    () => lines.lineOf(placemark.at),
    (scope) => {
      const place = readKmlPlace('coordinates', textOf(point, 'coordinates') ?? '', ',');
      const stamp = childOf(placemark, 'TimeStamp');
      const recordedAt = optionalInstant('when', stamp && textOf(stamp, 'when'));
      const facts = readFacts(sortRecord(dataCells(placemark)), style, scope);
      return { ...facts, ...place, recordedAt: recordedAt ?? facts.recordedAt };
    },
  );
}

const DATA = new Set(['Data', 'SimpleData']);

function* dataCells(placemark: XmlElement): Generator<Cell> {
  for (const data of descendantsOf(placemark, DATA)) {
    const value = data.name === 'Data' ? textOf(data, 'value') : data.text;
    yield [columnOf(data.attributes.get('name') ?? ''), value];
  }
}
