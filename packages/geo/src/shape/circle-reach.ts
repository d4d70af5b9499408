import { EARTH_RADIUS_METERS, RADIANS } from './haversine.ts';
import type { CircleShape } from './shape.ts';

/** How far a circle reaches: its latitudes, and degrees of longitude to either side of its centre (180: all round). */
export interface CircleReach {
  readonly south: number;
  readonly north: number;
  readonly halfWidth: number;
}

/** How far all that is at most so many metres from a point reaches, a hair too much rather than too little. */
export function circleReach({ center, radiusMeters }: Pick<CircleShape, 'center' | 'radiusMeters'>): CircleReach {
  const angle = (radiusMeters / EARTH_RADIUS_METERS) * (1 + 1e-9) + 1e-14;
  const south = Math.max(center.latitude - angle / RADIANS, -90);
  const north = Math.min(center.latitude + angle / RADIANS, 90);
  const sine = Math.sin(angle) / Math.cos(center.latitude * RADIANS);
  // A circle that holds a pole, or touches one, is met on every meridian.
  const isPolar = south === -90 || north === 90 || !(sine < 1);
  return { south, north, halfWidth: isPolar ? 180 : (Math.asin(sine) / RADIANS) * (1 + 1e-9) };
}
