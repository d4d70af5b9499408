import { contains, signedDistanceMeters } from '@trekker/geo';

import type { PresenceRules } from '../../src/domain/geofence/rules.ts';
import type { Shaped } from './fence-history.ts';
import type { OracleFix } from './oracle-fix.ts';

/** What one fix says of one geofence. */
export type Says = 'inside' | 'outside' | 'nothing';

/** What a fix says by the version that is active at its time. */
export function whatAFixSays(fix: OracleFix, { shape, rules }: Shaped, isPlausible: boolean): Says {
  if ((fix.accuracyMeters ?? 0) > (rules.maxAccuracyMeters ?? Infinity)) return 'nothing';
  if (rules.plausibleOnly && !isPlausible) return 'nothing';
  if (isAtOtherHeight(fix, rules)) return 'outside';
  if (contains(shape, fix)) return -signedDistanceMeters(shape, fix) >= rules.enterBufferMeters ? 'inside' : 'nothing';
  return isFarOutside(fix, { shape, rules }) ? 'outside' : 'nothing';
}

function isAtOtherHeight({ altitudeMeters: altitude }: OracleFix, rules: PresenceRules): boolean {
  if (altitude === null) return false;
  return altitude < (rules.minAltitudeMeters ?? -Infinity) || altitude > (rules.maxAltitudeMeters ?? Infinity);
}

/** Whether a fix lies beyond the border by more than the margin: the fifth rule. */
export function isFarOutside(fix: OracleFix, { shape, rules }: Pick<Shaped, 'shape' | 'rules'>): boolean {
  if (contains(shape, fix)) return false;
  const margin = rules.exitBufferMeters + rules.exitAccuracyWeight * (fix.accuracyMeters ?? 0);
  return signedDistanceMeters(shape, fix) > margin;
}
