import { haversineMeters } from '@trekker/geo';

import type { Fix } from './fix.ts';

/** Faster over ground than this nothing moves that carries a tracker, metres per second. */
export const MOST_METERS_PER_SECOND = 100;
/** Between two fixes at least this much time counts, seconds: two places at one instant are a receiver's error, not a movement. */
const LEAST_SECONDS = 1;

/** More metres than a degree of latitude, or of longitude anywhere, is long. */
const MOST_METERS_PER_DEGREE = 111_200;

/** Where a tracker was, and when, Unix milliseconds. */
export type Place = Pick<Fix, 'recordedAt' | 'latitude' | 'longitude'>;

/** What later fixes of a tracker are held against: plausible is what can be reached from either. */
export interface Trail {
  /** The last plausible fix, or null before the first. */
  readonly plausible: Place | null;
  /** The last fix that was not plausible, unless a plausible one came since. */
  readonly suspect: Place | null;
}

/** The trail of a tracker nothing is known of. */
export const NO_TRAIL: Trail = { plausible: null, suspect: null };

/** The speed that a fix implies from where the tracker was before, metres per second. */
export function impliedSpeed(from: Place, to: Place): number {
  return haversineMeters(from, to) / secondsBetween(from, to);
}

/** Whether what carries a tracker gets from one place to another in the time between. */
export function isWithinReach(from: Place, to: Place): boolean {
  const degrees = Math.abs(to.latitude - from.latitude) + Math.abs(to.longitude - from.longitude);
  // Nearly always so near that the way need not be measured.
  if (degrees * MOST_METERS_PER_DEGREE <= MOST_METERS_PER_SECOND * secondsBetween(from, to)) return true;
  return impliedSpeed(from, to) <= MOST_METERS_PER_SECOND;
}

function secondsBetween(from: Place, to: Place): number {
  return Math.max((to.recordedAt - from.recordedAt) / 1_000, LEAST_SECONDS);
}
