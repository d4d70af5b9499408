import type { Fix } from '../decoded.ts';

/** A fix that knows its time: the server's clock cannot stand in for a batch. */
export interface TimedFix extends Fix {
  readonly recordedAt: number;
}

/** The body of `POST /v1/positions` for these fixes, in order. `decodeBatch` gives them back unchanged. */
export function encodeBatch(fixes: Iterable<TimedFix>): string {
  return JSON.stringify({ positions: Array.from(fixes, encodePosition) });
}

/** JSON leaves out what is undefined, so what was not reported is not sent. */
function encodePosition(fix: TimedFix): object {
  return {
    tracker: fix.identifier,
    time: fix.recordedAt,
    latitude: fix.latitude ?? undefined,
    longitude: fix.longitude ?? undefined,
    altitude: fix.altitudeMeters,
    accuracy: fix.accuracyMeters,
    speed: fix.speedMetersPerSecond,
    heading: fix.headingDegrees,
    battery: fix.batteryPercent,
    attributes: Object.keys(fix.attributes).length > 0 ? fix.attributes : undefined,
  };
}
