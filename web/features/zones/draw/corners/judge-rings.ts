import { parseShape, type ShapeProblem, type ShapeProblemCode } from '@trekker/geo/judge';
import type { Position } from 'geojson';
import { polygonsOf } from '../../../../map/drawing/polygons-of.ts';

/** What a ring can be refused for, in words of the editor's own. */
export const RING_REFUSALS = [
  'SELF_INTERSECTION',
  'HOLE_CROSSES_SHELL',
  'HOLES_OVERLAP',
  'POLYGONS_OVERLAP',
  'ZERO_AREA',
] as const satisfies readonly ShapeProblemCode[];

/** Why the service would refuse a ring. */
export interface RingProblem {
  /** Which ring, counted from 0; null where it is not about one. */
  readonly ring: number | null;
  readonly code: (typeof RING_REFUSALS)[number] | 'OTHER';
  /** The sides it is about, each by its first corner, counted from 0; empty where it is at no place. */
  readonly sides: readonly number[];
  /** In the service's own words. */
  readonly message: string;
}

/** Why the service would refuse rings, by the very rules it has. @param rings closed, in the order of the list. */
export function judgeRings(rings: readonly (readonly Position[])[]): RingProblem[] {
  const area = polygonsOf(rings);
  if (!area) return [];
  const parsed = parseShape(area);
  if (parsed.kind === 'valid') return [];
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return parsed.problems.map((problem) => {
    const judged =
      problem.polygon === null || problem.ring === null ? undefined : polygons[problem.polygon]?.[problem.ring];
    // Rings were put in another order, their corners are the same objects.
    const ring = judged ? rings.findIndex((one) => one[0] === judged[0]) : -1;
    const sides = problem.position && judged ? sidesAt(judged, problem.position) : [];
    return { ring: ring < 0 ? null : ring, code: codeOf(problem), sides, message: problem.message };
  });
}

/** Which of the rings are holes. */
export function holesAmong(rings: readonly (readonly Position[])[]): boolean[] {
  const area = polygonsOf(rings);
  const polygons = area?.type === 'MultiPolygon' ? area.coordinates : [area?.coordinates ?? []];
  const holes = new Set(polygons.flatMap(([, ...inner]) => inner.map(([corner]) => corner)));
  return rings.map(([corner]) => corner !== undefined && holes.has(corner));
}

function codeOf({ code }: ShapeProblem): RingProblem['code'] {
  return RING_REFUSALS.find((known) => known === code) ?? 'OTHER';
}

/** The sides of a ring that lead through a place, the nearest two at most, in their order. */
function sidesAt(
  ring: readonly Position[],
  { latitude, longitude }: { latitude: number; longitude: number },
): number[] {
  const away = ring.slice(0, -1).map((from, side) => ({
    side,
    away: distance([longitude, latitude], { from, to: ring[side + 1] ?? from }),
  }));
  const [nearest] = away.toSorted((a, b) => a.away - b.away);
  if (!nearest) return [];
  // Rounding moves a place by far less than people can see.
  const through = away.filter((one) => one.away <= nearest.away + 1e-9).toSorted((a, b) => a.away - b.away);
  return through
    .slice(0, 2)
    .map(({ side }) => side)
    .toSorted((a, b) => a - b);
}

/** How far a place is from a side, in degrees: enough to tell which side it is on. */
function distance([x = 0, y = 0]: Position, { from, to }: { readonly from: Position; readonly to: Position }): number {
  const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [from, to];
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = length ? Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) : 0;
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}
