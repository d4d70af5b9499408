import { haversineMeters } from './haversine.ts';
import { lineDistanceMeters } from './line-distance.ts';
import type { Point } from './point.ts';
import { locateInPolygon, prepare } from './prepare.ts';
import type { PolygonShape, Shape } from './shape.ts';

/**
 * Whether a point belongs to a shape; the boundary does, that of holes too. A pole is in what has a vertex on it. For polygons the answer is exact: no rounding
 * decides, at any distance from an edge. For circles and corridors the great-circle distance is compared as
 * it is computed.
 */
export function contains(shape: Shape, point: Point): boolean {
  switch (shape.kind) {
    case 'circle':
      return haversineMeters(shape.center, point) <= shape.radiusMeters;
    case 'corridor':
      return lineDistanceMeters(shape, point, shape.widthMeters / 2) <= shape.widthMeters / 2;
    case 'polygon':
      return isInPolygons(shape, point);
  }
}

function isInPolygons(shape: PolygonShape, point: Point): boolean {
  // A pole is one place whatever longitude is told with it.
  if (point.latitude === 90) return prepare(shape).some(({ bands }) => bands.north === 90);
  if (point.latitude === -90) return prepare(shape).some(({ bands }) => bands.south === -90);
  return prepare(shape).some((polygon) => locateInPolygon(polygon, point.longitude, point.latitude) !== 'outside');
}
