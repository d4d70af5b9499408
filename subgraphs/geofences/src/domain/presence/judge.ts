import { contains, signedDistanceMeters, type Point } from '@trekker/geo';

import type { Fix } from './fix.ts';
import type { ShapedVersion } from './fence-version.ts';

/** What a fix says of a geofence: inside, outside, or nothing. */
export type Judgement = 'IN' | 'OUT' | 'NOTHING';

/** What is known of a fix beside what the device reported. */
export interface Circumstances {
  /** Whether the shape contains the fix. */
  readonly isContained: boolean;
  /** Whether the tracker could have got there. */
  readonly isPlausible: boolean;
}

/** Judges a fix by a version, as `docs/presence.md` says under "What one fix says". The border itself is inside. */
export function judge(version: ShapedVersion, fix: Fix, { isContained, isPlausible }: Circumstances): Judgement {
  const { maxAccuracyMeters, plausibleOnly } = version.rules;
  const { accuracyMeters } = fix;
  if (maxAccuracyMeters !== null && accuracyMeters !== null && accuracyMeters > maxAccuracyMeters) return 'NOTHING';
  if (plausibleOnly && !isPlausible) return 'NOTHING';
  if (isBeyondAltitude(version, fix)) return 'OUT';
  return judgePlace(version, fix, { isContained, accuracyMeters });
}

/** Judges a place by a version, whatever else is known of it. */
export function judgePlace(
  version: ShapedVersion,
  point: Point,
  {
    isContained = contains(version.shape, point),
    accuracyMeters,
  }: { isContained?: boolean; accuracyMeters: number | null },
): Judgement {
  const { enterBufferMeters, exitBufferMeters, exitAccuracyWeight } = version.rules;
  const margin = exitBufferMeters + exitAccuracyWeight * (accuracyMeters ?? 0);
  // How far the border is need not be known where there is no buffer.
  if ((isContained ? enterBufferMeters : margin) === 0) return isContained ? 'IN' : 'OUT';
  const distance = signedDistanceMeters(version.shape, point);
  if (isContained) return distance <= -enterBufferMeters ? 'IN' : 'NOTHING';
  return distance > margin ? 'OUT' : 'NOTHING';
}

function isBeyondAltitude({ rules }: ShapedVersion, { altitudeMeters }: Fix): boolean {
  if (altitudeMeters === null) return false;
  const { minAltitudeMeters, maxAltitudeMeters } = rules;
  return (
    (minAltitudeMeters !== null && altitudeMeters < minAltitudeMeters) ||
    (maxAltitudeMeters !== null && altitudeMeters > maxAltitudeMeters)
  );
}
