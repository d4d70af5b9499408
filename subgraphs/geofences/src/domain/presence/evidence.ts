import { positionId, signedDistanceMeters } from '@trekker/geo';

import type { Fix } from './fix.ts';
import type { ShapedVersion } from './fence-version.ts';
import type { Evidence, VisitDecision } from './visit.ts';

/** What a position decided, by a version of a geofence. */
export function evidenceOf(decision: VisitDecision, fix: Fix, version: ShapedVersion): Evidence {
  return {
    decision,
    positionId: positionId(fix.key),
    signedDistanceMeters: signedDistanceMeters(version.shape, fix),
    accuracyMeters: fix.accuracyMeters,
    version: version.number,
  };
}
