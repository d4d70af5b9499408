import { contains, crossingOf } from '@trekker/geo';

import { evidenceOf } from './evidence.ts';
import type { ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { judge } from './judge.ts';
import type { Visit } from './visit.ts';

/** Two neighbouring fixes of a tracker, and whether it could have got to each. */
export interface Stretch {
  readonly from: Fix;
  readonly to: Fix;
  readonly isFromPlausible: boolean;
  readonly isToPlausible: boolean;
}

/**
 * The visit of a tracker that passed through a geofence between two fixes outside, or null when it did not as far as can
 * be told. Times are interpolated along the straight line.
 */
export function crossing(version: ShapedVersion, { from, to, isFromPlausible, isToPlausible }: Stretch): Visit | null {
  const { crossingSeconds } = version.rules;
  const lengthMs = to.recordedAt - from.recordedAt;
  if (crossingSeconds === null || lengthMs > crossingSeconds * 1_000) return null;
  const outside = { isContained: false };
  if (contains(version.shape, from) || contains(version.shape, to)) return null; // outside only for their altitude
  const crossed = crossingOf(version.shape, from, to);
  if (!crossed) return null;
  if (judge(version, from, { ...outside, isPlausible: isFromPlausible }) !== 'OUT') return null;
  if (judge(version, to, { ...outside, isPlausible: isToPlausible }) !== 'OUT') return null;
  const at = (fraction: number) => from.recordedAt + Math.round(fraction * lengthMs);
  return {
    geofenceId: version.geofenceId,
    from: at(crossed.first),
    to: at(crossed.last),
    endReason: 'CROSSED',
    beganBy: 'CROSSING',
    endedBy: 'CROSSING',
    probable: [],
    stale: [],
    loitering: [],
    dwelledAt: null,
    lost: null,
    evidence: [evidenceOf('CROSSED_FROM', from, version), evidenceOf('CROSSED_TO', to, version)],
  };
}
