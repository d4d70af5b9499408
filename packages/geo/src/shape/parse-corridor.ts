import { isFiniteNumber, member } from './json-value.ts';
import type { ParsedShape } from './parse-shape.ts';
import { boxAround, planeLine } from './plane-polygon.ts';
import { CORRIDOR_WIDTH_METERS } from './shape.ts';
import { MOST_PROBLEMS, type ShapeProblem, type ShapeProblemCode } from './shape-problem.ts';

/** So many vertices the line of a corridor may have. */
export const MOST_LINE_VERTICES = 100_000;

/**
 * The corridor along a GeoJSON LineString or a Feature of one, its coordinates kept to the bit. The line may cross itself
 * and go back where it came from, but not more than once round the Earth.
 */
export function parseCorridor(geoJson: unknown, widthMeters: number): ParsedShape {
  const problems: ShapeProblem[] = [];
  const report = (code: ShapeProblemCode, message: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ polygon: null, ring: null, code, message });
  };
  const { least, most } = CORRIDOR_WIDTH_METERS;
  if (!(widthMeters >= least && widthMeters <= most)) {
    report('WIDTH_OUT_OF_RANGE', `the width must be ${least} to ${most} metres, got ${widthMeters}`);
  }
  const line = readLine(geoJson, report);
  if (line !== null) checkExtent(line, report);
  if (line === null || problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'valid', shape: { kind: 'corridor', line, widthMeters } };
}

type Report = (code: ShapeProblemCode, message: string) => void;

/** The vertices, or null where what is wrong with them was reported. */
function readLine(geoJson: unknown, report: Report): Float64Array | null {
  const geometry = member(geoJson, 'type') === 'Feature' ? member(geoJson, 'geometry') : geoJson;
  const type = member(geometry, 'type');
  if (type !== 'LineString') {
    const got = typeof type === 'string' ? type.slice(0, 40) : 'no GeoJSON type';
    report('UNSUPPORTED_TYPE', `the line of a corridor is a GeoJSON LineString, or a Feature of one; got ${got}`);
    return null;
  }
  const vertices = member(geometry, 'coordinates');
  if (!Array.isArray(vertices) || vertices.length < 2) {
    report('TOO_FEW_POINTS', 'the line of a corridor needs at least 2 points');
    return null;
  }
  if (vertices.length > MOST_LINE_VERTICES) {
    report('TOO_MANY_POINTS', `the line may have ${MOST_LINE_VERTICES} points, this has ${vertices.length}`);
    return null;
  }
  return readVertices(vertices, report);
}

function readVertices(vertices: readonly unknown[], report: Report): Float64Array | null {
  let isWhole = true;
  const line = new Float64Array(2 * vertices.length);
  for (const [index, vertex] of vertices.entries()) {
    const [longitude, latitude] = Array.isArray(vertex) ? vertex : [];
    const problem = placeProblem(longitude, latitude);
    if (problem !== null) {
      isWhole = false;
      report(problem.code, `the line has at point ${index + 1} ${problem.text}`);
      continue;
    }
    line.set([longitude, latitude], 2 * index);
  }
  return isWhole ? line : null;
}

function placeProblem(longitude: unknown, latitude: unknown): { code: ShapeProblemCode; text: string } | null {
  if (!isFiniteNumber(longitude) || !isFiniteNumber(latitude)) {
    return { code: 'NOT_A_POSITION', text: 'no longitude and latitude' };
  }
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return null;
  return { code: 'OUT_OF_RANGE', text: `longitude ${longitude}, latitude ${latitude}; at most ±180 and ±90` };
}

function checkExtent(line: Float64Array, report: Report): void {
  const { vertices } = planeLine({ coordinates: line });
  const { west, east, south, north } = boxAround(vertices);
  if (west === east && south === north) report('TOO_FEW_POINTS', 'all points of the line are one and the same place');
  if (east - west > 360) report('TOO_WIDE', 'the line goes more than once round the Earth');
}
