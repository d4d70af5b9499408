import { contains, signedDistanceMeters } from '@trekker/geo';

import type { Fix } from '../presence/fix.ts';
import { activeAt, holdingAt, type KnownFence, type ShapedVersion } from '../presence/fence-version.ts';

/** What a fix says of a geofence; the values of the SDL's `PositionSays`. */
export type PositionSays = 'INSIDE' | 'OUTSIDE' | 'NOTHING';

/** What decided that, in the order in which it is looked at; the values of the SDL's `JudgementRule`. */
export type JudgementRule =
  | 'NO_VERSION'
  | 'INACTIVE'
  | 'INACCURATE'
  | 'IMPLAUSIBLE'
  | 'ALTITUDE'
  | 'DEEP_ENOUGH'
  | 'ENTER_BUFFER'
  | 'FAR_ENOUGH'
  | 'EXIT_BUFFER';

/** What a fix says of a geofence and why. */
export interface ExplainedJudgement {
  readonly says: PositionSays;
  readonly decidedBy: JudgementRule;
  /** The version that holds at its time; null where there is none with a shape. */
  readonly version: number | null;
  /** Metres from the border of that version's shape, negative inside. */
  readonly signedDistanceMeters: number | null;
}

/** What a fix says of a geofence, as `docs/presence.md` has it, with the rule that decides. */
export function explainJudgement(fix: Fix, fence: KnownFence, isPlausible: boolean): ExplainedJudgement {
  const holding = holdingAt(fence, fix.recordedAt);
  if (holding?.kind !== 'shaped') {
    return { says: 'NOTHING', decidedBy: 'NO_VERSION', version: null, signedDistanceMeters: null };
  }
  const distance = signedDistanceMeters(holding.shape, fix);
  const isActive = activeAt(fence, fix.recordedAt) !== null;
  const said = isActive ? ruleOf(holding, fix, { distance, isPlausible }) : nothing('INACTIVE');
  return { ...said, version: holding.number, signedDistanceMeters: distance };
}

type Said = Pick<ExplainedJudgement, 'says' | 'decidedBy'>;

function ruleOf(
  version: ShapedVersion,
  fix: Fix,
  { distance, isPlausible }: { distance: number; isPlausible: boolean },
): Said {
  const { maxAccuracyMeters, plausibleOnly } = version.rules;
  if ((fix.accuracyMeters ?? 0) > (maxAccuracyMeters ?? Infinity)) return nothing('INACCURATE');
  if (plausibleOnly && !isPlausible) return nothing('IMPLAUSIBLE');
  if (isBeyondAltitude(version.rules, fix.altitudeMeters)) return { says: 'OUTSIDE', decidedBy: 'ALTITUDE' };
  return ofPlace(version, fix, distance);
}

function ofPlace({ shape, rules }: ShapedVersion, fix: Fix, distance: number): Said {
  const { enterBufferMeters, exitBufferMeters, exitAccuracyWeight } = rules;
  if (contains(shape, fix)) {
    const isDeep = enterBufferMeters === 0 || -distance >= enterBufferMeters;
    return isDeep ? { says: 'INSIDE', decidedBy: 'DEEP_ENOUGH' } : nothing('ENTER_BUFFER');
  }
  const margin = exitBufferMeters + exitAccuracyWeight * (fix.accuracyMeters ?? 0);
  return margin === 0 || distance > margin ? { says: 'OUTSIDE', decidedBy: 'FAR_ENOUGH' } : nothing('EXIT_BUFFER');
}

function nothing(decidedBy: JudgementRule): Said {
  return { says: 'NOTHING', decidedBy };
}

function isBeyondAltitude(
  { minAltitudeMeters, maxAltitudeMeters }: ShapedVersion['rules'],
  altitudeMeters: number | null,
): boolean {
  if (altitudeMeters === null) return false;
  return altitudeMeters < (minAltitudeMeters ?? -Infinity) || altitudeMeters > (maxAltitudeMeters ?? Infinity);
}
