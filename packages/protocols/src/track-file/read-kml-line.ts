import { type XmlElement, childOf, textOf } from '../xml/xml-element.ts';
import { type KmlFile, readKmlPlace } from './kml-file.ts';
import { optionalInstant } from './point-scope.ts';
import type { CollectedTrack, ReadPoint } from './collected-track.ts';

/** A placemark and the line in it. */
interface MarkedLine {
  readonly placemark: XmlElement;
  readonly line: XmlElement;
}

/** Adds the points of a line; their times lie evenly between the ends of the placemark's `TimeSpan`. */
export function readKmlLine(
  { placemark, line }: MarkedLine,
  { track, lines }: KmlFile & { readonly track: CollectedTrack },
): void {
  const tuples = (textOf(line, 'coordinates') ?? '').split(/\s+/u).filter((tuple) => tuple !== '');
  for (const [at, tuple] of tuples.entries()) {
    track.add(
      () => lines.lineOf(line.at),
      (): ReadPoint => {
        const place = readKmlPlace('coordinates', tuple, ',');
        const recordedAt = timeBetween(childOf(placemark, 'TimeSpan'), at / Math.max(1, tuples.length - 1));
        return { ...place, recordedAt, attributes: recordedAt === null ? {} : { timeEstimated: true } };
      },
    );
  }
}

/** The time a share of the way from the begin of a span to its end; null where it lacks either. */
function timeBetween(span: XmlElement | undefined, share: number): number | null {
  const begin = optionalInstant('begin', span && textOf(span, 'begin'));
  const end = optionalInstant('end', span && textOf(span, 'end'));
  return begin === null || end === null ? null : Math.round(begin + (end - begin) * share);
}
