import { EARTH_RADIUS_METERS } from '@trekker/geo';

/** A place in degrees. */
export interface TrackSpot {
  readonly latitude: number;
  readonly longitude: number;
}

const METERS_PER_DEGREE = (EARTH_RADIUS_METERS * Math.PI) / 180;

/**
 * Distance in metres of a point from the straight line between two others, the short way round, in the plane of latitude
 * and longitude with the scale of longitude taken at the point.
 */
export function metersFromLine(point: TrackSpot, from: TrackSpot, to: TrackSpot): number {
  const scale = Math.cos((point.latitude * Math.PI) / 180);
  const [fromX, fromY] = [turned(from.longitude - point.longitude) * scale, from.latitude - point.latitude];
  const [toX, toY] = [turned(to.longitude - point.longitude) * scale, to.latitude - point.latitude];
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const length = alongX * alongX + alongY * alongY;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * alongX + fromY * alongY) / length));
  return Math.hypot(fromX + share * alongX, fromY + share * alongY) * METERS_PER_DEGREE;
}

function turned(degrees: number): number {
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}
