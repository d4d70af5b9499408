import { haversineMeters, type Point } from '@trekker/geo';

import type { Fix } from './fix.ts';

/** Faster over ground than this nothing moves that carries a tracker, metres per second. */
export const MOST_METERS_PER_SECOND = 100;
/** How far apart two places at one instant may be, metres: a receiver's error, not a movement. */
const MOST_METERS_AT_ONCE = 100;

/** Where a tracker was, and when, Unix milliseconds. */
interface Place extends Point {
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

/** The speed a fix implies from where the tracker was before, metres per second; Infinity for another place at one instant. */
export function impliedSpeed(from: Place, to: Place): number {
  const meters = haversineMeters(from, to);
  return meters === 0 ? 0 : meters / ((to.at - from.at) / 1_000);
}

function isWithinReach(from: Place, to: Place): boolean {
  if (from.at === to.at) return haversineMeters(from, to) <= MOST_METERS_AT_ONCE;
  return impliedSpeed(from, to) <= MOST_METERS_PER_SECOND;
}
