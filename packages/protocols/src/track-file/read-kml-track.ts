import { type XmlElement, childOf, descendantsOf } from '../xml/xml-element.ts';
import { type Column, columnOf } from './column.ts';
import { type KmlFile, readKmlPlace } from './kml-file.ts';
import { optionalInstant } from './point-scope.ts';
import { readFacts, sortRecord } from './read-record.ts';
import type { Cell } from './record-number.ts';
import type { CollectedTrack } from './collected-track.ts';

/**
 * Adds the points of a `gx:Track`: the first `when` belongs to the first `gx:coord`, angles and arrays of extended
 * data likewise. A point that lacks either of both is listed.
 */
export function readKmlTrack(
  element: XmlElement,
  { track, lines, style }: KmlFile & { readonly track: CollectedTrack },
): void {
  const whens = element.children.filter(({ name }) => name === 'when');
  const places = element.children.filter(({ name }) => name === 'coord');
  const columns = columnsOf(element);
  for (let at = 0; at < Math.max(whens.length, places.length); at++) {
    const [when, coord] = [whens[at], places[at]];
    track.add(
      () => lines.lineOf((coord ?? when ?? element).at),
      (scope) => {
        const place = readKmlPlace('coord', coord?.text ?? '', /\s+/u);
        const recordedAt = optionalInstant('when', when?.text);
        const cells = columns.map(([column, values]): Cell => [column, values[at]]);
        return { ...readFacts(sortRecord(cells), style, scope), ...place, recordedAt };
      },
    );
  }
}

const ARRAYS = new Set(['SimpleArrayData']);
const HEADING = columnOf('heading');

/** Everything that has a value for each point. */
function columnsOf(element: XmlElement): (readonly [Column, readonly (string | undefined)[]])[] {
  const angles = element.children.filter(({ name }) => name === 'angles').map(({ text }) => text.split(/\s/u, 1)[0]);
  const data = childOf(element, 'ExtendedData');
  const arrays = data === undefined ? [] : [...descendantsOf(data, ARRAYS)];
  return [
    [HEADING, angles],
    ...arrays.map(
      (array) => [columnOf(array.attributes.get('name') ?? ''), array.children.map(({ text }) => text)] as const,
    ),
  ];
}
