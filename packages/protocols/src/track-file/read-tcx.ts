import { present } from '../present.ts';
import { type XmlElement, childOf, textOf } from '../xml/xml-element.ts';
import { readDetails } from './extensions.ts';
import { type PointScope, optionalInstant, requiredNumber } from './point-scope.ts';
import type { XmlFormat } from './read-xml.ts';
import type { CollectedTrack, ReadPoint } from './collected-track.ts';

/** Elements that a track of a file is in. */
const TRACKS = new Set(['Activity', 'Course']);

/**
 * Garmin's Training Center XML: every activity and every course is a track, its laps one after the other. Its name is
 * the course's, or the notes of the activity. Points without a place (a heart beat in a hall) are listed.
 */
export const tcxFormat: XmlFormat = {
  root: 'TrainingCenterDatabase',
  whole: new Set(['Trackpoint', 'Name', 'Notes', 'Extensions', 'Creator', 'Author']),
  reader: (collector, lines) => {
    let track: CollectedTrack | undefined;
    let depth = 0;
    return (part) => {
      if (part.kind === 'open') {
        if (TRACKS.has(part.name)) [track, depth] = [collector.begin(), 0];
        else depth++;
      }
      if (part.kind === 'close' && TRACKS.has(part.name)) track = undefined;
      else if (part.kind === 'close') depth--;
      if (part.kind !== 'element' || track === undefined) return;
      const { element } = part;
      if (element.name === 'Trackpoint') {
        track.add(
          () => lines.lineOf(element.at),
          (scope) => readTrackpoint(element, scope),
        );
      }
      // A lap has notes and extensions of its own.
      else if (depth === 0) labelTrack(track, element);
    };
  },
};

function labelTrack(track: CollectedTrack, element: XmlElement): void {
  if (element.name === 'Extensions') track.label({ identifier: textOf(element, 'tracker') });
  else if (element.name !== 'Creator') track.label({ name: element.text });
}

/** Elements of a point that are read by themselves, or are no news of the point. */
const APART = new Set(['Time', 'Position', 'AltitudeMeters', 'SensorState']);

function readTrackpoint(point: XmlElement, scope: PointScope): ReadPoint {
  const position = childOf(point, 'Position');
  const coordinate = (name: string) => requiredNumber(name, position && textOf(position, name));
  const place = {
    latitude: coordinate('LatitudeDegrees'),
    longitude: coordinate('LongitudeDegrees'),
    recordedAt: optionalInstant('Time', textOf(point, 'Time')),
  };
  const details = point.children.filter(({ name }) => !APART.has(name));
  const altitudeMeters = scope.number('AltitudeMeters', textOf(point, 'AltitudeMeters'));
  return { ...place, ...present({ altitudeMeters }), ...readDetails(details, scope) };
}
