import type { Polygon, PolygonShape, Ring } from '@trekker/geo';

/** A GeoJSON geometry: `[longitude, latitude]` per vertex, more numbers may follow. */
type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: readonly LinearRing[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly LinearRing[])[] };

type LinearRing = readonly (readonly number[])[];

/**
 * The geometry of GeoJSON that `parseShape` found valid, as text: of a Feature the geometry alone, and nothing but what
 * RFC 7946 gives a meaning. Numbers are written so that they read back to the bit.
 */
export function boundaryText(valid: unknown): string {
  const geometry = (valid as { type: string; geometry?: unknown }).type === 'Feature' ? geometryOf(valid) : valid;
  const boundary = geometry as Boundary;
  const coordinates =
    boundary.type === 'Polygon' ? ringsText(boundary.coordinates) : list(boundary.coordinates.map(ringsText));
  return `{"type":"${boundary.type}","coordinates":${coordinates}}`;
}

/** The shape of a kept boundary. It was held against every rule before it was kept, so it is only laid out here. */
export function shapeOf(boundary: string): PolygonShape {
  const { type, coordinates } = JSON.parse(boundary) as Boundary;
  return { kind: 'polygon', polygons: (type === 'Polygon' ? [coordinates] : coordinates).map(polygonOf) };
}

function geometryOf(feature: unknown): unknown {
  return (feature as { geometry: unknown }).geometry;
}

function ringsText(rings: readonly LinearRing[]): string {
  return list(rings.map((ring) => list(ring.map((vertex) => list(vertex.filter(isNumber).map(numberText))))));
}

function list(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** JSON.stringify would drop the sign of a negative zero. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function polygonOf(rings: readonly LinearRing[]): Polygon {
  const [shell = [], ...holes] = rings;
  return { shell: ringOf(shell), holes: holes.map(ringOf) };
}

function ringOf(vertices: LinearRing): Ring {
  const coordinates = new Float64Array(2 * vertices.length);
  for (const [index, [longitude = 0, latitude = 0]] of vertices.entries()) {
    coordinates[2 * index] = longitude;
    coordinates[2 * index + 1] = latitude;
  }
  return { coordinates };
}
