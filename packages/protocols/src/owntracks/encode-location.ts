import type { PlacedFix } from '../decoded.ts';
import { kilometersPerHour } from './kilometers-per-hour.ts';
import { topicOf } from './topic.ts';

/** A fix that has a place and knows its time, as every phone's has. */
export interface PhoneFix extends PlacedFix {
  readonly recordedAt: number;
}

/**
 * The body OwnTracks posts for one fix: Unix seconds, whole metres, km/h, degrees and percent. Attributes follow under
 * their own names; `t` is what made the phone report.
 */
export function encodeOwnTracksLocation(fix: PhoneFix): string {
  return JSON.stringify({
    ...fix.attributes,
    _type: 'location',
    topic: topicOf(fix.identifier),
    tid: fix.identifier.slice(-2),
    tst: Math.floor(fix.recordedAt / 1000),
    lat: fix.latitude,
    lon: fix.longitude,
    acc: rounded(fix.accuracyMeters),
    alt: rounded(fix.altitudeMeters),
    vel: fix.speedMetersPerSecond === undefined ? undefined : Math.round(kilometersPerHour(fix.speedMetersPerSecond)),
    cog: rounded(fix.headingDegrees),
    batt: rounded(fix.batteryPercent),
  });
}

/** JSON leaves out what is undefined, so what was not reported is not sent. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
