import type { PresenceRules } from '../geofence/rules.ts';
import type { FenceAround } from './fence-set.ts';
import { endOf } from './fence-version.ts';
import type { Fix } from './fix.ts';
import type { Standing } from './standing.ts';
import type { TrackerState } from './tracker-state.ts';

/** The next fix of a tracker. */
interface Next {
  readonly fix: Fix;
  readonly isPlausible: boolean;
}

/**
 * Whether it is plain that a fix changes nothing: the tracker is in just the geofences it is contained in, and by the
 * rules of each says so once more, soon enough. That is nearly every fix of somebody who stays. What this says no to is
 * stepped through geofence by geofence, with the same result where there was nothing to change.
 * @param around the versions that contain the fix.
 */
export function isCalm({ last, standings }: TrackerState, around: readonly FenceAround[], next: Next): boolean {
  if (!last || around.length !== standings.size || next.fix.isOff) return false;
  const silentMs = next.fix.recordedAt - last.recordedAt;
  for (const { version, fence } of around) {
    const standing = standings.get(version.geofenceId);
    if (!standing || standing.version !== version.number || !staysInside(standing)) return false;
    if (!saysInside(version.rules, next) || !isSoonEnough(version.rules, silentMs)) return false;
    if (endOf(fence) !== null) return false;
  }
  return true;
}

function staysInside({ phase, inside }: Standing): boolean {
  return phase === 'INSIDE' && inside === null;
}

/** Whether a fix that a version contains is inside by its rules, at any hour and wherever in the shape. */
function saysInside(rules: PresenceRules, { fix, isPlausible }: Next): boolean {
  const { maxAccuracyMeters, minAltitudeMeters, maxAltitudeMeters } = rules;
  if (rules.enterBufferMeters !== 0 || rules.loiterSeconds !== null || rules.activeHours !== null) return false;
  if (minAltitudeMeters !== null || maxAltitudeMeters !== null || (rules.plausibleOnly && !isPlausible)) return false;
  return maxAccuracyMeters === null || fix.accuracyMeters === null || fix.accuracyMeters <= maxAccuracyMeters;
}

/** Whether a silence was too short for any rule. */
function isSoonEnough(
  { probableAfterSeconds, staleAfterSeconds, endAfterSeconds }: PresenceRules,
  silentMs: number,
): boolean {
  return (
    isWithin(silentMs, probableAfterSeconds) &&
    isWithin(silentMs, staleAfterSeconds) &&
    isWithin(silentMs, endAfterSeconds)
  );
}

function isWithin(silentMs: number, seconds: number | null): boolean {
  return seconds === null || silentMs <= seconds * 1_000;
}
