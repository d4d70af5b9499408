import type { Point } from './point.ts';

/** Mean radius of the Earth (IUGG R1), the sphere that every length here is measured on. */
export const EARTH_RADIUS_METERS = 6_371_008.8;

/** Radians in a degree. */
export const RADIANS = Math.PI / 180;

/** Length of one degree of latitude. */
export const METERS_PER_DEGREE = EARTH_RADIUS_METERS * RADIANS;

/** As far apart as two places can be. */
export const HALF_ROUND_METERS = Math.PI * EARTH_RADIUS_METERS;

/** Great-circle distance in metres; exact to rounding at any distance from nothing to the antipode. */
export function haversineMeters(a: Point, b: Point): number {
  const latitudeHalf = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2);
  const longitudeHalf = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2);
  const chord =
    latitudeHalf * latitudeHalf +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * longitudeHalf * longitudeHalf;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, chord)));
}
