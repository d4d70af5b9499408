import { haversineMeters } from '@trekker/geo';

import { impliedSpeed } from '../presence/plausibility.ts';
import type { Fix } from '../presence/fix.ts';

/** What is noteworthy of a position beside the one before; the values of the SDL's `PositionFlag`. */
export type PositionFlag = 'DUPLICATE' | 'STATIC' | 'IMPLAUSIBLE' | 'CLOCK_AHEAD';

/** A position beside the one before. */
export interface FlaggedPosition {
  readonly flags: PositionFlag[];
  /** From the position before, metres; null for the first. */
  readonly movedMeters: number | null;
  /** What the device would have had to move with, metres per second; null for the first and for two at one instant. */
  readonly impliedSpeedMetersPerSecond: number | null;
}

/** Two at the same place within this time are one told twice, milliseconds. */
const DUPLICATE_MS = 1_000;
/** A clock that far ahead of ours is set wrongly, milliseconds. */
const CLOCK_AHEAD_MS = 30_000;

/**
 * What is noteworthy of a fix: told twice, moved less than its own accuracy or that of the one before, not to be reached
 * from where the tracker was, or recorded later than it was known.
 */
export function flagsOf({
  fix,
  before,
  isPlausible,
}: {
  fix: Fix & { readonly knownAt: number };
  before: Fix | null;
  isPlausible: boolean;
}): FlaggedPosition {
  const isAhead = fix.recordedAt - fix.knownAt > CLOCK_AHEAD_MS;
  const alone: PositionFlag[] = [...flagIf(!isPlausible, 'IMPLAUSIBLE'), ...flagIf(isAhead, 'CLOCK_AHEAD')];
  if (!before) return { flags: alone, movedMeters: null, impliedSpeedMetersPerSecond: null };
  const movedMeters = haversineMeters(before, fix);
  const passedMs = fix.recordedAt - before.recordedAt;
  const flags = [
    ...flagIf(passedMs <= DUPLICATE_MS && isSamePlace(before, fix), 'DUPLICATE'),
    ...flagIf(movedMeters < accuracyOf(before, fix), 'STATIC'),
    ...alone,
  ];
  return { flags, movedMeters, impliedSpeedMetersPerSecond: passedMs > 0 ? impliedSpeed(before, fix) : null };
}

function flagIf(condition: boolean, flag: PositionFlag): PositionFlag[] {
  return condition ? [flag] : [];
}

function isSamePlace(one: Fix, other: Fix): boolean {
  return one.latitude === other.latitude && one.longitude === other.longitude;
}

function accuracyOf(one: Fix, other: Fix): number {
  return Math.max(one.accuracyMeters ?? 0, other.accuracyMeters ?? 0);
}
