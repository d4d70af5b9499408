import type { Geometry, Position } from 'geojson';

/** The middle of the box around a shape, `[longitude, latitude]`, where its name is written; null where it has none. */
export function middleOf(geometry: Geometry): Position | null {
  const points = pointsOf(geometry);
  if (!points.length) return null;
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return [middle(points.map(([longitude = 0]) => longitude)), middle(points.map(([, latitude = 0]) => latitude))];
}

/** The corners of a shape, holes left out. */
export function pointsOf(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
      return geometry.coordinates.flat();
    case 'Polygon':
      return geometry.coordinates[0] ?? [];
    case 'MultiPolygon':
      return geometry.coordinates.flatMap(([outer = []]) => outer);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(pointsOf);
  }
}
