import { haversineMeters } from './haversine.ts';
import type { Nearest } from './nearest.ts';
import type { Point } from './point.ts';

/** The great-circle distance in metres to the nearest that was found from a point. */
export function distanceTo({ north, east }: Nearest, { latitude, longitude }: Point): number {
  return haversineMeters({ latitude, longitude }, { latitude: latitude + north, longitude: longitude + east });
}
