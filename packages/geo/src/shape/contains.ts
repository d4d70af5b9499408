import { haversineMeters } from './haversine.ts';
import type { Point } from './point.ts';
import { locateInPolygon, prepare } from './prepare.ts';
import type { Shape } from './shape.ts';

/**
 * Whether a point belongs to a shape; the boundary does, that of holes too. For polygons the answer is exact: no rounding
 * decides, at any distance from an edge. For circles the great-circle distance is compared as it is computed.
 */
export function contains(shape: Shape, point: Point): boolean {
  if (shape.kind === 'circle') return haversineMeters(shape.center, point) <= shape.radiusMeters;
  return prepare(shape).some((polygon) => locateInPolygon(polygon, point.longitude, point.latitude) !== 'outside');
}
