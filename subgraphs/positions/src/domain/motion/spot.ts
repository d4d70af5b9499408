import { degrees, haversineMeters } from '@trekker/geo';

/** A place in 1e-7 degrees. */
export interface Place {
  readonly latitudeE7: number;
  readonly longitudeE7: number;
}

/** When a tracker was at a place; `at` in Unix milliseconds. */
export interface Spot extends Place {
  readonly at: number;
}

/** What motion reads of a position. */
export interface MotionFix extends Spot {
  /** Speed that the device states, millimetres per second, or null. */
  readonly speedMms: number | null;
  readonly accuracyCm: number | null;
}

/** Great-circle distance in whole millimetres, so that sums are exact in any order. */
export function millimetersBetween(a: Place, b: Place): number {
  return Math.round(haversineMeters(pointOf(a), pointOf(b)) * 1_000);
}

/** The same place in degrees. */
export function pointOf({ latitudeE7, longitudeE7 }: Place) {
  return { latitude: degrees(latitudeE7), longitude: degrees(longitudeE7) };
}

/** Only where and when. */
export function spotOf({ at, latitudeE7, longitudeE7 }: Spot): Spot {
  return { at, latitudeE7, longitudeE7 };
}
