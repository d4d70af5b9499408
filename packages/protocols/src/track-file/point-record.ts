import { instantText } from './instant-text.ts';
import type { RecordedFix } from './track-file.ts';

/** All of a fix but its place, under the names of `POST /v1/positions`; what was not reported is left out. */
export function pointRecord(fix: RecordedFix, track: string | null): object {
  return {
    tracker: fix.identifier,
    track: track ?? undefined,
    time: instantText(fix.recordedAt),
    accuracy: fix.accuracyMeters,
    speed: fix.speedMetersPerSecond,
    heading: fix.headingDegrees,
    battery: fix.batteryPercent,
    attributes: Object.keys(fix.attributes).length > 0 ? fix.attributes : undefined,
  };
}
