import type { GeoPoint } from '../../../map/engine.ts';

const EARTH_RADIUS_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** How far one place lies north and east of another, in metres, on the shorter way round; for places near each other. */
export function displacement(from: GeoPoint, to: GeoPoint): { readonly north: number; readonly east: number } {
  const middle = ((from.latitude + to.latitude) / 2) * RADIANS;
  return {
    north: (to.latitude - from.latitude) * RADIANS * EARTH_RADIUS_METERS,
    east: eastward(from.longitude, to.longitude) * RADIANS * Math.cos(middle) * EARTH_RADIUS_METERS,
  };
}

/** Metres from one place to another near it. */
export function metersBetween(from: GeoPoint, to: GeoPoint): number {
  const { north, east } = displacement(from, to);
  return Math.hypot(north, east);
}

/** Degrees from one longitude to another, the shorter way round. */
export function eastward(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}
