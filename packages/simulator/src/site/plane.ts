/** A point of a site's own flat ground: metres east and north of its origin. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point on the earth, WGS 84 degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the earth in metres (IUGG). */
const EARTH_RADIUS_METERS = 6_371_008.8;
const DEGREE = Math.PI / 180;

/** Where a point of the ground lies on the earth. Exact to a millimetre within a kilometre of the origin. */
export function toPlace(origin: Place, { x, y }: Point): Place {
  return {
    latitude: origin.latitude + y / (EARTH_RADIUS_METERS * DEGREE),
    longitude: origin.longitude + x / (EARTH_RADIUS_METERS * DEGREE * Math.cos(origin.latitude * DEGREE)),
  };
}

/** Where a place lies on the ground around the origin; undoes `toPlace`. */
export function toPoint(origin: Place, { latitude, longitude }: Place): Point {
  return {
    x: (longitude - origin.longitude) * EARTH_RADIUS_METERS * DEGREE * Math.cos(origin.latitude * DEGREE),
    y: (latitude - origin.latitude) * EARTH_RADIUS_METERS * DEGREE,
  };
}

/** Metres between two points. */
export function distanceMeters(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Degrees clockwise from north of the way from one point to another. */
export function bearingDegrees(from: Point, to: Point): number {
  return (Math.atan2(to.x - from.x, to.y - from.y) / DEGREE + 360) % 360;
}

/** Whether a point lies within a rectangle; its edge is inside. */
export function isWithin({ x, y }: Point, { west, south, east, north }: Rectangle): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

/** A rectangle along the axes of the ground, metres. */
export interface Rectangle {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
