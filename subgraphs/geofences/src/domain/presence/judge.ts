import { contains, signedDistanceMeters, type Point } from '@trekker/geo';

import type { Fix } from './fix.ts';
import type { ShapedVersion } from './fence-version.ts';

/** What a fix says of a geofence: inside, outside, or nothing. */
export type Judgement = 'IN' | 'OUT' | 'UNDECIDED';

/**
 * Judges a fix by a version. It is inside when the shape contains it and it lies as deep as the enter buffer asks, and
 * outside when the shape does not and it lies farther than the exit buffer; between the two, and when its accuracy is too
 * poor, it decides nothing. The border itself is inside.
 * @param contained whether the shape contains the fix, where the caller knows.
 */
export function judge(version: ShapedVersion, fix: Fix, contained: boolean): Judgement {
  const { maxAccuracyMeters } = version.rules;
  const { accuracyMeters } = fix;
  if (maxAccuracyMeters !== null && accuracyMeters !== null && accuracyMeters > maxAccuracyMeters) return 'UNDECIDED';
  return judgePoint(version, fix, contained);
}

/** Judges a place by a version, whatever its accuracy. */
export function judgePoint(
  version: ShapedVersion,
  point: Point,
  contained = contains(version.shape, point),
): Judgement {
  const { enterBufferMeters, exitBufferMeters } = version.rules;
  if (contained) return enterBufferMeters === 0 || distance(version, point) <= -enterBufferMeters ? 'IN' : 'UNDECIDED';
  return exitBufferMeters === 0 || distance(version, point) > exitBufferMeters ? 'OUT' : 'UNDECIDED';
}

function distance({ shape }: ShapedVersion, point: Point): number {
  return signedDistanceMeters(shape, point);
}
