import type { GeoPoint, PointedPlace } from '../engine.ts';

/** Whether a point lies so near to a place on the screen that it is meant. @param reachPx CSS pixels. */
export function isNearPlace({ latitude, longitude }: GeoPoint, place: PointedPlace, reachPx: number): boolean {
  const squeeze = Math.max(Math.cos((place.latitude * Math.PI) / 180), 1e-6);
  const north = latitude - place.latitude;
  const east = (longitude - place.longitude) * squeeze;
  return Math.hypot(north, east) <= reachPx * place.degreesPerPixel;
}
