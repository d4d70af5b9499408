import { haversineMeters, type Point } from '@trekker/geo';

import type { Fix } from './fix.ts';

/** Faster over ground than this nothing moves that carries a tracker, metres per second. */
export const MOST_METERS_PER_SECOND = 100;
/** Between two fixes at least this much time counts, seconds: two places at one instant are a receiver's error, not a movement. */
const LEAST_SECONDS = 1;

/** Where a tracker was, and when, Unix milliseconds. */
export interface Place extends Point {
  readonly at: number;
}

/** What later fixes of a tracker are held against. */
export interface Trail {
  /** The last plausible fix, or null before the first. */
  readonly plausible: Place | null;
  /** The last fix that was not plausible, unless a plausible one came since. */
  readonly suspect: Place | null;
}

/** The trail of a tracker nothing is known of. */
export const NO_TRAIL: Trail = { plausible: null, suspect: null };

/** Whether a fix is plausible, and the trail behind it. It is when it can be reached from the last plausible one, or from the suspect. */
export function follow(trail: Trail, fix: Fix): { readonly isPlausible: boolean; readonly trail: Trail } {
  const place = { at: fix.recordedAt, latitude: fix.latitude, longitude: fix.longitude };
  const isPlausible =
    !trail.plausible ||
    isWithinReach(trail.plausible, place) ||
    (trail.suspect !== null && isWithinReach(trail.suspect, place));
  if (isPlausible) return { isPlausible, trail: { plausible: place, suspect: null } };
  return { isPlausible, trail: { plausible: trail.plausible, suspect: place } };
}

/** The speed that a fix implies from where the tracker was before, metres per second. */
export function impliedSpeed(from: Place, to: Place): number {
  return haversineMeters(from, to) / Math.max((to.at - from.at) / 1_000, LEAST_SECONDS);
}

function isWithinReach(from: Place, to: Place): boolean {
  return impliedSpeed(from, to) <= MOST_METERS_PER_SECOND;
}
