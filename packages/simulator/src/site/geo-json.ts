import { type Frame, type Point, type Ring, toPlace } from './plane.ts';

/** GeoJSON, closed rings, the outer counter-clockwise and holes clockwise (RFC 7946 §3.1.6). */
export interface GeoJsonPolygon {
  readonly type: 'Polygon';
  readonly coordinates: Coordinates[][];
}

/** GeoJSON. */
export interface GeoJsonLine {
  readonly type: 'LineString';
  readonly coordinates: Coordinates[];
}

/** GeoJSON. */
export interface GeoJsonPoint {
  readonly type: 'Point';
  readonly coordinates: Coordinates;
}

/** GeoJSON's order. */
export type Coordinates = [longitude: number, latitude: number];

/** A ring of the ground, with holes that lie within it, on the earth. */
export function polygonOf(frame: Frame, ring: Ring, holes: readonly Ring[] = []): GeoJsonPolygon {
  const closed = (points: Ring) => [...points, ...points.slice(0, 1)].map((point) => coordinatesOf(frame, point));
  return { type: 'Polygon', coordinates: [closed(ring), ...holes.map((hole) => closed(hole.toReversed()))] };
}

/** A line of the ground on the earth. */
export function lineOf(frame: Frame, points: readonly Point[]): GeoJsonLine {
  return { type: 'LineString', coordinates: points.map((point) => coordinatesOf(frame, point)) };
}

/** A point of the ground on the earth. */
export function pointOf(frame: Frame, point: Point): GeoJsonPoint {
  return { type: 'Point', coordinates: coordinatesOf(frame, point) };
}

/** Rounded to 1e-7 degrees, about a centimetre: what the product keeps. */
function coordinatesOf(frame: Frame, point: Point): Coordinates {
  const { latitude, longitude } = toPlace(frame, point);
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}
