import { type XmlElement, childOf, textOf } from '../xml/xml-element.ts';
import { readDetails } from './extensions.ts';
import { type PointScope, optionalInstant, requiredNumber } from './point-scope.ts';
import { present } from '../present.ts';
import type { XmlFormat } from './read-xml.ts';
import type { CollectedTrack, ReadPoint } from './collected-track.ts';

/**
 * GPX 1.0 and 1.1: every `trk` is a track, its segments one after the other. Waypoints and routes are places somebody
 * marked, not places somebody was at, and left alone. Times without an offset are in UTC, as GPX has it.
 */
export const gpxFormat: XmlFormat = {
  root: 'gpx',
  whole: new Set(['trkpt', 'name', 'extensions', 'wpt', 'rte', 'metadata', 'link']),
  reader: (collector, lines) => {
    let track: CollectedTrack | undefined;
    return (part) => {
      if (part.kind === 'open' && part.name === 'trk') track = collector.begin();
      if (part.kind === 'close' && part.name === 'trk') track = undefined;
      if (part.kind !== 'element' || track === undefined) return;
      const { element } = part;
      switch (element.name) {
        case 'name':
          return track.label({ name: element.text });
        case 'extensions':
          return track.label({ identifier: textOf(element, 'tracker') });
        case 'trkpt':
          return track.add(
            () => lines.lineOf(element.at),
            (scope) => readTrackPoint(element, scope),
          );
      }
    };
  },
};

/** Elements of a point that are read by themselves, or are no news of the point. */
const APART = new Set(['ele', 'time', 'link']);

function readTrackPoint(point: XmlElement, scope: PointScope): ReadPoint {
  const place = {
    latitude: requiredNumber('lat', point.attributes.get('lat')),
    longitude: requiredNumber('lon', point.attributes.get('lon')),
    recordedAt: optionalInstant('time', childOf(point, 'time')?.text),
  };
  const details = point.children.filter(({ name }) => !APART.has(name));
  const altitudeMeters = scope.number('ele', textOf(point, 'ele'));
  return { ...place, ...present({ altitudeMeters }), ...readDetails(details, scope) };
}
