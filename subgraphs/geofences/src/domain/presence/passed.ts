import { crossing, type Stretch } from './crossing.ts';
import type { KnownFences } from './fence-set.ts';
import { activeAt, type ShapedVersion } from './fence-version.ts';
import type { Visit } from './visit.ts';

/** Visits of geofences that were passed through, by geofence. */
export type Passed = ReadonlyMap<string, Visit>;

/** No geofence is on the way. */
export const NOTHING_MET: readonly ShapedVersion[] = [];
/** No geofence was passed through. */
export const NOTHING_PASSED: Passed = new Map();

/** The geofences passed through between two fixes, of those on the way. */
export function passedAmong(met: readonly ShapedVersion[], stretch: Stretch, fences: KnownFences): Passed {
  const found = new Map<string, Visit>();
  for (const version of met) {
    const fence = fences.fence(version.geofenceId);
    const visit = fence && activeAt(fence, stretch.from.recordedAt) === version ? crossing(version, stretch) : null;
    if (visit) found.set(version.geofenceId, visit);
  }
  return found.size ? found : NOTHING_PASSED;
}
