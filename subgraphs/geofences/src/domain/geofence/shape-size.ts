import { MOST_LINE_VERTICES, MOST_VERTICES } from '@trekker/geo';
import { userError, type UserError, withParams } from '@trekker/kit';

import { geoJsonSize } from './packed-geojson.ts';
import type { ShapeInput } from './shape-input.ts';

/** What is looked at of a shape at all: as many numbers and lists as the largest valid one holds, altitudes included. */
const LARGEST = 5 * MOST_VERTICES;

/** Why a shape is larger than any valid one, or null; found without reading more than a valid one could hold. */
export function sizeProblem({ boundary, corridor }: ShapeInput): UserError | null {
  return corridor ? lineProblem(corridor.line) : boundaryProblem(boundary);
}

function lineProblem(geoJson: unknown): UserError | null {
  const points = listOf(geometryIn(geoJson).coordinates).length;
  if (points <= MOST_LINE_VERTICES && geoJsonSize(geoJson, LARGEST) <= LARGEST) return null;
  const message = `the line may have ${MOST_LINE_VERTICES} points of up to three numbers each, this has ${points} points`;
  return withParams(userError('corridor.line', 'TOO_MANY_POINTS', message), { maximum: MOST_LINE_VERTICES });
}

function boundaryProblem(geoJson: unknown): UserError | null {
  if (geoJsonSize(geoJson, MOST_VERTICES) <= MOST_VERTICES) return null;
  const rings = ringsIn(geoJson);
  const points = rings.reduce((sum, ring) => sum + ring.points, 0);
  if (points > MOST_VERTICES) return tooManyPoints(rings, points);
  if (geoJsonSize(geoJson, LARGEST) <= LARGEST) return null;
  const limit = `a shape may have ${MOST_VERTICES} points of up to three numbers each`;
  const message = `${limit}; this holds more than ${LARGEST} numbers and lists`;
  return withParams(userError('boundary', 'TOO_MANY_POINTS', message), { maximum: MOST_VERTICES });
}

/** A ring by its place among the others, both counted from 1. */
interface SizedRing {
  readonly polygon: number;
  readonly ring: number;
  readonly points: number;
}

function tooManyPoints(rings: readonly SizedRing[], points: number): UserError {
  const largest = rings.reduce((most, ring) => (ring.points > most.points ? ring : most));
  const { polygon, ring } = largest;
  const name = `${ring === 1 ? 'the outer ring' : `hole ${ring - 1}`} of polygon ${polygon}`;
  const message = `a shape may have ${MOST_VERTICES} points, this has ${points}, ${largest.points} of them in ${name}`;
  return withParams(userError('boundary', 'TOO_MANY_POINTS', message), { polygon, ring, maximum: MOST_VERTICES });
}

function ringsIn(geoJson: unknown): SizedRing[] {
  const { type, coordinates } = geometryIn(geoJson);
  const polygons = type === 'Polygon' ? [coordinates] : listOf(coordinates);
  return polygons.flatMap((rings, polygon) =>
    listOf(rings).map((ring, index) => ({ polygon: polygon + 1, ring: index + 1, points: listOf(ring).length })),
  );
}

function geometryIn(geoJson: unknown): { type?: unknown; coordinates?: unknown } {
  const { type, geometry } = recordOf(geoJson);
  return type === 'Feature' ? recordOf(geometry) : recordOf(geoJson);
}

function recordOf(value: unknown): { type?: unknown; geometry?: unknown; coordinates?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
