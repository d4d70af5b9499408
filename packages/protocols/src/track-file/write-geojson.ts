import { instantText } from './instant-text.ts';
import { pointRecord } from './point-record.ts';
import type { RecordedFix, RecordedTrack } from './track-file.ts';

/**
 * A FeatureCollection with a line for each track, its times in `coordTimes` and other values of its points in
 * `coordinateProperties`. A line needs two positions, so a track of one fix is a point, and one of none has no geometry.
 */
export function writeGeoJson(tracks: readonly RecordedTrack[]): string {
  const features = tracks.map((track) => JSON.stringify({ type: 'Feature', ...featureOf(track) }));
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

function featureOf({ name, fixes }: RecordedTrack): object {
  const [first, ...more] = fixes;
  if (first === undefined) return { geometry: null, properties: { track: name, coordTimes: [] } };
  if (more.length === 0) {
    return { geometry: { type: 'Point', coordinates: positionOf(first) }, properties: pointRecord(first, name) };
  }
  const properties = {
    tracker: first.identifier,
    track: name,
    coordTimes: fixes.map(({ recordedAt }) => instantText(recordedAt)),
    coordinateProperties: {
      accuracy: valuesOf(fixes, ({ accuracyMeters }) => accuracyMeters),
      speed: valuesOf(fixes, ({ speedMetersPerSecond }) => speedMetersPerSecond),
      heading: valuesOf(fixes, ({ headingDegrees }) => headingDegrees),
      battery: valuesOf(fixes, ({ batteryPercent }) => batteryPercent),
      attributes: valuesOf(fixes, ({ attributes }) => (Object.keys(attributes).length > 0 ? attributes : undefined)),
    },
  };
  return { geometry: { type: 'LineString', coordinates: fixes.map(positionOf) }, properties };
}

function positionOf({ longitude, latitude, altitudeMeters }: RecordedFix): number[] {
  return altitudeMeters === undefined ? [longitude, latitude] : [longitude, latitude, altitudeMeters];
}

/** A value for each fix, null where it has none; left out where no fix has one. */
function valuesOf<T>(fixes: readonly RecordedFix[], of: (fix: RecordedFix) => T | undefined): (T | null)[] | undefined {
  const values = fixes.map((fix) => of(fix) ?? null);
  return values.every((value) => value === null) ? undefined : values;
}
