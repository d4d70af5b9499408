import assert from 'node:assert/strict';
import {
  parseCircle,
  parseCorridor,
  parseShape,
  type CorridorShape,
  type Point,
  type Ring,
  type Shape,
  type ShapeProblem,
} from '../src/index.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A position as GeoJSON has it: longitude, latitude. */
export type Position = readonly [number, number];

/** The vertices of a star with one corner at each of `corners` equal angles, closed. */
export function starRing(
  random: SeededRandom,
  { center, radius, corners }: { readonly center: Position; readonly radius: number; readonly corners: number },
): Position[] {
  const vertices = Array.from({ length: corners }, (_, index): Position => {
    const angle = ((index + 0.5 * random.next()) / corners) * 2 * Math.PI;
    const length = radius * (0.4 + 0.6 * random.next());
    return [center[0] + length * Math.cos(angle), center[1] + length * Math.sin(angle)];
  });
  return closed(vertices);
}

/** A ring of vertices with the first repeated at the end. */
export function closed(vertices: readonly Position[]): Position[] {
  const [first] = vertices;
  return first === undefined ? [] : [...vertices, first];
}

/** A ring from text such as `0 0, 4 0, 4 4`: longitude and latitude of each vertex, the first not repeated. */
export function ring(vertices: string): Position[] {
  return closed(
    vertices.split(', ').map((vertex): Position => {
      const [longitude = Number.NaN, latitude = Number.NaN] = vertex.split(' ').map(Number);
      return [longitude, latitude];
    }),
  );
}

/** A closed rectangle. */
export function box([west, south]: Position, [east, north]: Position): Position[] {
  return closed([
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]);
}

/** GeoJSON of one polygon. */
export function polygon(...coordinates: readonly Position[][]): object {
  return { type: 'Polygon', coordinates };
}

/** GeoJSON of several polygons. */
export function multiPolygon(...coordinates: readonly Position[][][]): object {
  return { type: 'MultiPolygon', coordinates };
}

/** The shape of valid GeoJSON; fails the test otherwise. */
export function shapeOf(geoJson: object): Shape {
  const parsed = parseShape(geoJson);
  assert.ok(parsed.kind === 'valid', JSON.stringify(parsed));
  return parsed.shape;
}

/** A circle; fails the test where it is none. */
export function circleOf(center: Point, radiusMeters: number): Shape {
  const parsed = parseCircle(center, radiusMeters);
  assert.ok(parsed.kind === 'valid', JSON.stringify(parsed));
  return parsed.shape;
}

/** The corridor along a line; fails the test where it is none. */
export function corridorOf(line: readonly Position[], widthMeters: number): CorridorShape {
  const parsed = parseCorridor({ type: 'LineString', coordinates: line }, widthMeters);
  assert.ok(parsed.kind === 'valid' && parsed.shape.kind === 'corridor', JSON.stringify(parsed));
  return parsed.shape;
}

/** A position of an unrolled line, at most one turn away, with its longitude between -180 and 180. */
export function wrapped([x, y]: Position): Position {
  return [x > 180 ? x - 360 : x < -180 ? x + 360 : x, y];
}

/** What is wrong with GeoJSON; empty where it is valid. */
export function problemsOf(geoJson: unknown): readonly ShapeProblem[] {
  const parsed = parseShape(geoJson);
  return parsed.kind === 'valid' ? [] : parsed.problems;
}

/** The point of a position. */
export function at([longitude, latitude]: Position): Point {
  return { latitude, longitude };
}

/** The positions of a ring, the first repeated at the end. */
export function verticesOf({ coordinates }: Ring): Position[] {
  return Array.from({ length: coordinates.length / 2 }, (_, index): Position => {
    const [longitude = Number.NaN, latitude = Number.NaN] = coordinates.subarray(2 * index, 2 * index + 2);
    return [longitude, latitude];
  });
}
