import { forEachBoxPair } from './box-pairs.ts';
import { placeOf, vertexAt, type PlacedRing } from './placed-ring.ts';
import {
  MOST_PROBLEMS,
  placeName,
  ringName,
  TOO_INTRICATE,
  type ShapeProblem,
  type ShapeProblemCode,
} from './shape-problem.ts';

/** Rings of which none crosses another or itself. */
export interface NestingQuestion {
  readonly rings: readonly PlacedRing[];
  readonly compares: (first: PlacedRing, second: PlacedRing) => boolean;
  /** Whether the first ring runs within the second. */
  readonly isWithin: (inner: PlacedRing, outer: PlacedRing) => boolean;
}

/** Holes outside their shell, holes within holes and polygons within the flesh of others. */
export function nestingProblems(question: NestingQuestion): ShapeProblem[] {
  const polygons = Map.groupBy(question.rings, ({ polygon }) => polygon);
  const problems = strayHoles(question, polygons);
  let pairs = 0;
  forEachBoxPair(question.rings, (a, b) => {
    if (question.compares(a, b)) problems.push(...pairProblems(question, polygons, [a, b]));
    if (++pairs > MOST_PAIRS) problems.push(TOO_INTRICATE);
    return problems.length < MOST_PROBLEMS && pairs <= MOST_PAIRS;
  });
  return problems.slice(0, MOST_PROBLEMS);
}

/** More rings than this within each other only a drawing made to be intricate has. */
const MOST_PAIRS = 2_000_000;

type Polygons = ReadonlyMap<number, readonly PlacedRing[]>;

function pairProblems(
  question: NestingQuestion,
  polygons: Polygons,
  [a, b]: readonly [PlacedRing, PlacedRing],
): ShapeProblem[] {
  if (a.polygon === b.polygon) return a.ring !== 0 && b.ring !== 0 ? holeInHole(question, a, b) : [];
  if (a.ring !== 0 || b.ring !== 0) return [];
  return [
    ...polygonInPolygon(question, { shell: a, other: polygons.get(b.polygon) ?? [] }),
    ...polygonInPolygon(question, { shell: b, other: polygons.get(a.polygon) ?? [] }),
  ];
}

function strayHoles({ compares, isWithin }: NestingQuestion, polygons: Polygons): ShapeProblem[] {
  return [...polygons.values()].flatMap(([shell, ...holes]) => {
    if (shell === undefined || !compares(shell, shell)) return [];
    const stray = holes.filter((hole) => !isWithin(hole, shell));
    return stray.map((hole) => problemOf(hole, 'HOLE_OUTSIDE_SHELL', 'lies outside the outer ring'));
  });
}

function holeInHole({ isWithin }: NestingQuestion, a: PlacedRing, b: PlacedRing): ShapeProblem[] {
  if (isWithin(a, b)) return [problemOf(a, 'HOLES_OVERLAP', `lies within ${ringName(b)}`)];
  return isWithin(b, a) ? [problemOf(b, 'HOLES_OVERLAP', `lies within ${ringName(a)}`)] : [];
}

function polygonInPolygon(
  { isWithin }: NestingQuestion,
  { shell, other }: { readonly shell: PlacedRing; readonly other: readonly PlacedRing[] },
): ShapeProblem[] {
  const [outer, ...holes] = other;
  if (outer === undefined || !isWithin(shell, outer) || holes.some((hole) => isWithin(shell, hole))) return [];
  return [problemOf(shell, 'POLYGONS_OVERLAP', `lies within polygon ${outer.polygon + 1}`)];
}

function problemOf(ring: PlacedRing, code: ShapeProblemCode, text: string): ShapeProblem {
  const position = placeOf(ring, vertexAt(ring, 0));
  const message = `${ringName(ring)} ${text}, at ${placeName(position)}`;
  return { polygon: ring.polygon, ring: ring.ring, position, code, message };
}
