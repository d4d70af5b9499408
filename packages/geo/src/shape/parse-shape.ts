import { boxesMeet, placedRings, type PlacedRing } from './placed-ring.ts';
import { antimeridianPolygon, planePolygon } from './plane-polygon.ts';
import type { Point } from './point.ts';
import { readPolygons } from './read-polygons.ts';
import { extentProblems, poleProblems } from './ring-problems.ts';
import { CIRCLE_RADIUS_METERS, type Polygon, type Shape } from './shape.ts';
import { MOST_PROBLEMS, type ShapeProblem } from './shape-problem.ts';
import { topologyProblems } from './topology-problems.ts';

/** A shape, or every reason why there is none (at most {@link MOST_PROBLEMS}). */
export type ParsedShape =
  | { readonly kind: 'valid'; readonly shape: Shape }
  | { readonly kind: 'invalid'; readonly problems: readonly ShapeProblem[] };

/**
 * The shape that a GeoJSON Polygon, MultiPolygon or Feature of one describes, its coordinates kept to the bit. Rings may
 * wind either way and may repeat a vertex directly. A ring that meets itself anywhere else, holes that cross or leave
 * their shell or overlap, and polygons that overlap are refused with the place. Takes well under a second for 100,000 vertices.
 */
export function parseShape(geoJson: unknown): ParsedShape {
  const { polygons, problems } = readPolygons(geoJson);
  if (problems.length > 0) return invalid(problems);
  const around = poleProblems(polygons);
  if (around.length > 0) return invalid(around);
  const found = planeProblems(polygons);
  return found.length > 0 ? invalid(found) : { kind: 'valid', shape: { kind: 'polygon', polygons } };
}

/** The circle around a point, if the centre is on Earth and the radius within {@link CIRCLE_RADIUS_METERS}. */
export function parseCircle(center: Point, radiusMeters: number): ParsedShape {
  const problems: ShapeProblem[] = [];
  const nowhere = { polygon: null, ring: null };
  if (!(Math.abs(center.latitude) <= 90 && Math.abs(center.longitude) <= 180)) {
    const message = `the centre is not on Earth: latitude ${center.latitude}, longitude ${center.longitude}`;
    problems.push({ ...nowhere, code: 'OUT_OF_RANGE', message });
  }
  const { least, most } = CIRCLE_RADIUS_METERS;
  if (!(radiusMeters >= least && radiusMeters <= most)) {
    const message = `the radius must be ${least} to ${most} metres, got ${radiusMeters}`;
    problems.push({ ...nowhere, code: 'RADIUS_OUT_OF_RANGE', message });
  }
  if (problems.length > 0) return invalid(problems);
  const { latitude, longitude } = center;
  return { kind: 'valid', shape: { kind: 'circle', center: { latitude, longitude }, radiusMeters } };
}

function invalid(problems: readonly ShapeProblem[]): ParsedShape {
  return { kind: 'invalid', problems: problems.slice(0, MOST_PROBLEMS) };
}

/** Checks each polygon in its own frame, and what crosses the antimeridian against all others in the frame of that. */
function planeProblems(polygons: readonly Polygon[]): ShapeProblem[] {
  const planes = polygons.map(planePolygon);
  const rings = planes.flatMap(placedRings);
  const extents = rings.flatMap(extentProblems);
  if (extents.length > 0) return extents;
  const uncut = rings.filter(({ frame }) => frame === 'greenwich');
  const problems = uncut.length > 0 ? topologyProblems({ rings: uncut, compares: () => true }) : [];
  if (problems.length > 0 || uncut.length === rings.length) return problems;
  const isAcross = ({ polygon }: PlacedRing) => planes[polygon]?.frame === 'antimeridian';
  const turned = polygons.map(antimeridianPolygon).flatMap(placedRings);
  // What lies far from all that crosses stays out: turned, it would only be a little less exact.
  const near = turned.filter((ring) => turned.some((other) => isAcross(other) && boxesMeet(ring.box, other.box)));
  return topologyProblems({ rings: near, compares: (a, b) => isAcross(a) || isAcross(b) });
}
