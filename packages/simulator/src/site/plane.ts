/** A point of a site's own flat ground: metres to the right and ahead of its origin. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point on the earth, WGS 84 degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** How a site's ground lies on the earth. */
export interface Frame {
  readonly origin: Place;
  /** Where "ahead" points to, degrees clockwise from north. */
  readonly headingDegrees: number;
}

/** Mean radius of the earth in metres (IUGG). */
const EARTH_RADIUS_METERS = 6_371_008.8;
const DEGREE = Math.PI / 180;

/** Where a point of the ground lies on the earth. Exact to a few centimetres within a kilometre of the origin. */
export function toPlace({ origin, headingDegrees }: Frame, point: Point): Place {
  const { x, y } = turned(point, -headingDegrees);
  return {
    latitude: origin.latitude + y / (EARTH_RADIUS_METERS * DEGREE),
    longitude: origin.longitude + x / (EARTH_RADIUS_METERS * DEGREE * Math.cos(origin.latitude * DEGREE)),
  };
}

/** Where a place lies on the ground; undoes `toPlace`. */
export function toPoint({ origin, headingDegrees }: Frame, { latitude, longitude }: Place): Point {
  const x = (longitude - origin.longitude) * EARTH_RADIUS_METERS * DEGREE * Math.cos(origin.latitude * DEGREE);
  const y = (latitude - origin.latitude) * EARTH_RADIUS_METERS * DEGREE;
  return turned({ x, y }, headingDegrees);
}

/** Turned about the origin, counter-clockwise. */
function turned({ x, y }: Point, degrees: number): Point {
  const [sine, cosine] = [Math.sin(degrees * DEGREE), Math.cos(degrees * DEGREE)];
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

/** Metres between two points. */
export function distanceMeters(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Degrees clockwise from north of the way from one point of the ground to another. */
export function bearingDegrees({ headingDegrees }: Frame, from: Point, to: Point): number {
  const onGround = Math.atan2(to.x - from.x, to.y - from.y) / DEGREE;
  return (((onGround + headingDegrees) % 360) + 360) % 360;
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

/** A closed line of points, counter-clockwise, the first not repeated at the end. */
export type Ring = readonly Point[];

/** The corners of a rectangle. */
export function corners({ west, south, east, north }: Rectangle): Ring {
  return [
    { x: west, y: south },
    { x: east, y: south },
    { x: east, y: north },
    { x: west, y: north },
  ];
}

/** A circle as a ring of so many corners. */
export function circle({ x, y }: Point, radiusMeters: number, count = 32): Ring {
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return { x: x + radiusMeters * Math.cos(angle), y: y + radiusMeters * Math.sin(angle) };
  });
}
