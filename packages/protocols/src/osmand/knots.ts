/** A knot is one nautical mile of 1852 m an hour (ISO 80000-3). */
const METERS_PER_SECOND_PER_KNOT = 1852 / 3600;

/** Knots of a speed in metres per second. */
export function knots(metersPerSecond: number): number {
  return metersPerSecond / METERS_PER_SECOND_PER_KNOT;
}
