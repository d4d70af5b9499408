import type { Polygon, PolygonShape, Ring } from '@trekker/geo';

/** A vertex in GeoJSON: longitude and latitude, more numbers may follow. */
type Vertex = readonly number[];
type Line = readonly Vertex[];

type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Line[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Line[])[] };

/** Numbers, or lists of them, at any depth. */
type Coordinates = readonly (number | Coordinates)[];

/**
 * The geometry of GeoJSON that a shape was read from, as text: of a Feature the geometry alone, and nothing but what
 * RFC 7946 gives a meaning. Numbers are written so that they read back to the bit.
 */
export function geometryText(valid: unknown): string {
  const { type, geometry } = valid as { type: string; geometry?: unknown };
  const found = (type === 'Feature' ? geometry : valid) as { type: string; coordinates: Coordinates };
  return `{"type":"${found.type}","coordinates":${coordinatesText(found.coordinates)}}`;
}

/** The shape of a kept boundary. It was held against every rule before it was kept, so it is only laid out here. */
export function shapeOf(boundary: string): PolygonShape {
  const { type, coordinates } = JSON.parse(boundary) as Boundary;
  return { kind: 'polygon', polygons: (type === 'Polygon' ? [coordinates] : coordinates).map(polygonOf) };
}

/** Longitude and latitude of each vertex in turn of a kept LineString. */
export function lineOf(line: string): Float64Array {
  return laidOut((JSON.parse(line) as { coordinates: Line }).coordinates);
}

function coordinatesText(items: Coordinates): string {
  const isVertex = typeof items[0] === 'number';
  const kept = isVertex ? items.filter((item) => typeof item === 'number') : items;
  return `[${kept.map((item) => (typeof item === 'number' ? numberText(item) : coordinatesText(item))).join(',')}]`;
}

/** JSON.stringify would drop the sign of a negative zero. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function polygonOf(rings: readonly Line[]): Polygon {
  const [shell = [], ...holes] = rings;
  return { shell: ringOf(shell), holes: holes.map(ringOf) };
}

function ringOf(vertices: Line): Ring {
  return { coordinates: laidOut(vertices) };
}

function laidOut(vertices: Line): Float64Array {
  const laid = new Float64Array(2 * vertices.length);
  for (const [index, [longitude = 0, latitude = 0]] of vertices.entries()) {
    laid[2 * index] = longitude;
    laid[2 * index + 1] = latitude;
  }
  return laid;
}
