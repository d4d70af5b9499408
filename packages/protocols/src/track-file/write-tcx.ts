import { xmlText } from '../xml/xml-text.ts';
import { TREKKER_NAMESPACE, attributeText, numberElement, wrapped } from './extensions.ts';
import { instantText } from './instant-text.ts';
import type { RecordedFix, RecordedTrack } from './track-file.ts';

const EXTENSION_NAMESPACE = 'http://www.garmin.com/xmlschemas/ActivityExtension/v2';

/** Garmin's Training Center XML, an activity with one lap for each track; its name stands in the notes. */
export function writeTcx(tracks: readonly RecordedTrack[]): string {
  const namespaces = [
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"',
    `xmlns:x="${EXTENSION_NAMESPACE}"`,
    `xmlns:trekker="${TREKKER_NAMESPACE}"`,
  ];
  const root = `<TrainingCenterDatabase ${namespaces.join(' ')}>`;
  const activities = `<Activities>\n${tracks.map(activityText).join('')}</Activities>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}${activities}</TrainingCenterDatabase>\n`;
}

function activityText({ name, fixes }: RecordedTrack): string {
  const [first, last] = [fixes[0], fixes.at(-1)];
  const begin = instantText(first?.recordedAt ?? 0);
  const seconds = Math.max(0, ((last?.recordedAt ?? 0) - (first?.recordedAt ?? 0)) / 1000);
  const track = `<Track>\n${fixes.map(pointText).join('')}</Track>`;
  const sums = `<TotalTimeSeconds>${seconds}</TotalTimeSeconds><DistanceMeters>0</DistanceMeters><Calories>0</Calories>`;
  const lap = `<Lap StartTime="${begin}">${sums}<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>${track}</Lap>`;
  const notes = name === null ? '' : `<Notes>${xmlText(name)}</Notes>`;
  const tracker = first === undefined ? '' : `<trekker:tracker>${xmlText(first.identifier)}</trekker:tracker>`;
  return `<Activity Sport="Other"><Id>${begin}</Id>${lap}${notes}${wrapped('Extensions', tracker)}</Activity>\n`;
}

function pointText(fix: RecordedFix): string {
  const extensions = [
    wrapped('x:TPX', numberElement('x:Speed', fix.speedMetersPerSecond)),
    numberElement('trekker:course', fix.headingDegrees),
    numberElement('trekker:accuracy', fix.accuracyMeters),
    numberElement('trekker:battery', fix.batteryPercent),
    ...Object.entries(fix.attributes).map(attributeText),
  ];
  const place = numberElement('LatitudeDegrees', fix.latitude) + numberElement('LongitudeDegrees', fix.longitude);
  const parts = [
    `<Time>${instantText(fix.recordedAt)}</Time>`,
    wrapped('Position', place),
    numberElement('AltitudeMeters', fix.altitudeMeters),
    wrapped('Extensions', extensions.join('')),
  ];
  return `<Trackpoint>${parts.join('')}</Trackpoint>\n`;
}
