import { boxesMeet, placeOf, vertexAt, type PlacedRing } from './placed-ring.ts';
import { MOST_PROBLEMS, placeName, ringName, type ShapeProblem, type ShapeProblemCode } from './shape-problem.ts';

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
  forEachPair(question.rings, (a, b) => {
    if (problems.length >= MOST_PROBLEMS || !question.compares(a, b)) return;
    if (a.polygon === b.polygon && a.ring !== 0 && b.ring !== 0) problems.push(...holeInHole(question, a, b));
    if (a.polygon !== b.polygon && a.ring === 0 && b.ring === 0) {
      problems.push(...polygonInPolygon(question, { shell: a, other: polygons.get(b.polygon) ?? [] }));
      problems.push(...polygonInPolygon(question, { shell: b, other: polygons.get(a.polygon) ?? [] }));
    }
  });
  return problems.slice(0, MOST_PROBLEMS);
}

function strayHoles(
  { compares, isWithin }: NestingQuestion,
  polygons: ReadonlyMap<number, readonly PlacedRing[]>,
): ShapeProblem[] {
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

/** Pairs of rings whose boxes meet, from west to east. */
function forEachPair(rings: readonly PlacedRing[], visit: (a: PlacedRing, b: PlacedRing) => void): void {
  const sorted = rings.toSorted((a, b) => a.box.west - b.box.west);
  for (const [index, ring] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || other.box.west > ring.box.east) break;
      if (boxesMeet(ring.box, other.box)) visit(ring, other);
    }
  }
}
