/** How deep the positions of each kind of geometry lie. */
const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** Whether something is a GeoJSON geometry whose positions are degrees of WGS 84. Collections of geometries are not. */
export function isGeometry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { type, coordinates }: { type?: unknown; coordinates?: unknown } = value;
  const depth = typeof type === 'string' && Object.hasOwn(DEPTHS, type) ? DEPTHS[type] : undefined;
  return depth !== undefined && arePositions(coordinates, depth);
}

function arePositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth > 0) return value.length > 0 && value.every((part) => arePositions(part, depth - 1));
  const [longitude, latitude] = value;
  return value.length >= 2 && value.length <= 3 && value.every(Number.isFinite) && isWithin(longitude, latitude);
}

function isWithin(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
