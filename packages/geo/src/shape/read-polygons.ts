import { isFiniteNumber, member } from './json-value.ts';
import type { Polygon, Ring } from './shape.ts';
import {
  MOST_PROBLEMS,
  ringName,
  type RingAddress,
  type ShapeProblem,
  type ShapeProblemCode,
} from './shape-problem.ts';

/** So many vertices one shape may have in all its rings. */
export const MOST_VERTICES = 250_000;

const LEAST_VERTICES = 4;

/** Polygons as they were written, and what in them is not a ring of positions on Earth. */
export interface ReadPolygons {
  readonly polygons: readonly Polygon[];
  readonly problems: readonly ShapeProblem[];
}

/**
 * Reads the coordinates of a GeoJSON Polygon or MultiPolygon, or of a Feature of one (RFC 7946). Numbers after longitude
 * and latitude are passed over; members it does not know too.
 */
export function readPolygons(geoJson: unknown): ReadPolygons {
  const geometry = member(geoJson, 'type') === 'Feature' ? member(geoJson, 'geometry') : geoJson;
  const type = member(geometry, 'type');
  if (type !== 'Polygon' && type !== 'MultiPolygon') return refused('UNSUPPORTED_TYPE', unsupported(type));
  const coordinates = member(geometry, 'coordinates');
  const polygons = listsWithin(type === 'Polygon' ? [coordinates] : coordinates);
  if (polygons === null) {
    return refused('EMPTY', 'a shape needs at least one polygon with at least one ring');
  }
  const vertices = polygons.flat().reduce((sum: number, ring) => sum + (Array.isArray(ring) ? ring.length : 0), 0);
  if (vertices > MOST_VERTICES) {
    return refused('TOO_MANY_POINTS', `a shape may have ${MOST_VERTICES} points, this has ${vertices}`);
  }
  const problems: ShapeProblem[] = [];
  const read = polygons.map((rings, polygon): Polygon => {
    const [shell = EMPTY_RING, ...holes] = rings.map((ring, index) =>
      readRing(ring, { polygon, ring: index }, problems),
    );
    return { shell, holes };
  });
  return { polygons: read, problems };
}

const EMPTY_RING: Ring = { coordinates: new Float64Array(0) };

function refused(code: ShapeProblemCode, message: string): ReadPolygons {
  return { polygons: [], problems: [{ polygon: null, ring: null, code, message }] };
}

function unsupported(type: unknown): string {
  const got = typeof type === 'string' ? type.slice(0, 40) : 'no GeoJSON type';
  return `a shape is a GeoJSON Polygon or MultiPolygon, or a Feature of one; got ${got}`;
}

function readRing(vertices: unknown, address: RingAddress, problems: ShapeProblem[]): Ring {
  const report = (code: ShapeProblemCode, message: string) => {
    if (problems.length < MOST_PROBLEMS)
      problems.push({ ...address, code, message: `${ringName(address)} ${message}` });
    return EMPTY_RING;
  };
  if (!Array.isArray(vertices)) return report('NOT_A_RING', 'is not a list of positions');
  if (vertices.length < LEAST_VERTICES) {
    return report(
      'TOO_FEW_POINTS',
      `needs at least ${LEAST_VERTICES} points, the first repeated, it has ${vertices.length}`,
    );
  }
  const coordinates = new Float64Array(2 * vertices.length);
  for (const [index, vertex] of vertices.entries()) {
    const [longitude, latitude] = Array.isArray(vertex) ? vertex : [];
    if (!isFiniteNumber(longitude) || !isFiniteNumber(latitude)) {
      return report('NOT_A_POSITION', `has at point ${index + 1} no longitude and latitude`);
    }
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
      return report(
        'OUT_OF_RANGE',
        `has at point ${index + 1} longitude ${longitude}, latitude ${latitude}; at most ±180 and ±90`,
      );
    }
    coordinates[2 * index] = longitude;
    coordinates[2 * index + 1] = latitude;
  }
  if (coordinates[0] !== coordinates.at(-2) || coordinates[1] !== coordinates.at(-1)) {
    return report('NOT_CLOSED', 'must end with the point it begins with');
  }
  return { coordinates };
}

/** The lists inside a list, where none is empty, else null. */
function listsWithin(value: unknown): readonly (readonly unknown[])[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.every((item): item is unknown[] => Array.isArray(item) && item.length > 0) ? value : null;
}
