import { coordinateAt } from '../typed-read.ts';
import { corridorArea } from './corridor-area.ts';
import { EARTH_RADIUS_METERS, RADIANS } from './haversine.ts';
import { planePolygon, type PlaneRing } from './plane-polygon.ts';
import type { PolygonShape, Shape } from './shape.ts';

/**
 * Area on the sphere in square metres: of polygons with their edges straight in longitude and latitude and without their
 * holes, of circles as caps; both right to rounding. Of corridors within 1 %, or near the poles within a few. Never
 * negative.
 */
export function areaSquareMeters(shape: Shape): number {
  switch (shape.kind) {
    case 'circle':
      return 4 * Math.PI * (EARTH_RADIUS_METERS * Math.sin(shape.radiusMeters / EARTH_RADIUS_METERS / 2)) ** 2;
    case 'corridor':
      return corridorArea(shape);
    case 'polygon':
      return polygonsArea(shape);
  }
}

function polygonsArea(shape: PolygonShape): number {
  const rings = shape.polygons.map((polygon) => planePolygon(polygon).rings.map(ringArea));
  return rings.reduce((sum, [shell = 0, ...holes]) => sum + holes.reduce((rest, hole) => rest - hole, shell), 0);
}

/** The integral of (sin latitude - sin reference) along the ring, which is the area inside by Green's theorem. */
function ringArea({ vertices }: PlaneRing): number {
  // Any reference gives the same sum; one close by keeps small rings from drowning in rounding.
  const reference = Math.sin(coordinateAt(vertices, 1) * RADIANS);
  let sum = 0;
  for (let at = 2; at < vertices.length; at += 2) {
    const from = coordinateAt(vertices, at - 1) * RADIANS;
    const to = coordinateAt(vertices, at + 1) * RADIANS;
    const half = (to - from) / 2;
    const meanSine = Math.sin((from + to) / 2) * (half === 0 ? 1 : Math.sin(half) / half);
    sum += (coordinateAt(vertices, at) - coordinateAt(vertices, at - 2)) * RADIANS * (meanSine - reference);
  }
  return Math.abs(sum) * EARTH_RADIUS_METERS ** 2;
}
