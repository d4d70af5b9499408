import type { Point } from './point.ts';

/**
 * Where a geofence is. The boundary belongs to the shape, that of holes too.
 *
 * Polygons live in the plane of longitude and latitude: an edge is straight there, as it is on a Mercator map to the eye.
 * An edge that jumps by more than 180° of longitude goes the short way, across the antimeridian; a shape may also be
 * cut there as RFC 7946 §3.1.9 asks, both mean the same. Around a pole a ring must run along it (an edge at latitude
 * ±90 from -180 to 180); one that goes round without is refused when parsed.
 */
export type Shape = PolygonShape | CircleShape | CorridorShape;

/** The union of polygons that do not overlap. */
export interface PolygonShape {
  readonly kind: 'polygon';
  readonly polygons: readonly Polygon[];
}

/** All that is at most so far from the centre along the surface of the sphere. */
export interface CircleShape {
  readonly kind: 'circle';
  readonly center: Point;
  /** See {@link CIRCLE_RADIUS_METERS}. */
  readonly radiusMeters: number;
}

/**
 * All that is at most half the width from a line along the surface of the sphere. The line is straight between its
 * vertices in the plane of longitude and latitude, the short way round, as the edges of polygons are.
 */
export interface CorridorShape {
  readonly kind: 'corridor';
  /** Longitude and latitude of each vertex in turn, as in GeoJSON; at least two places. */
  readonly line: Float64Array;
  /** See {@link CORRIDOR_WIDTH_METERS}. */
  readonly widthMeters: number;
}

/** The inside of a shell without the inside of its holes. */
export interface Polygon {
  readonly shell: Ring;
  readonly holes: readonly Ring[];
}

/** A closed line, the first vertex repeated as the last; degrees, to the bit as they were given. */
export interface Ring {
  /** Longitude and latitude of each vertex in turn, as in GeoJSON. */
  readonly coordinates: Float64Array;
}

/** The least and the most a circle's radius may be: a step, and what still is a site rather than a continent. */
export const CIRCLE_RADIUS_METERS = { least: 1, most: 1_000_000 } as const;

/** The least and the most a corridor may be wide: a walkway, and an airway with all that surrounds it. */
export const CORRIDOR_WIDTH_METERS = { least: 0.5, most: 100_000 } as const;
