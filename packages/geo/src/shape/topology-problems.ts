import { locate } from './edge-bands.ts';
import { nestingProblems } from './nesting-problems.ts';
import type { PlanePoint } from './plane.ts';
import { placeOf, vertexAt, type PlacedRing } from './placed-ring.ts';
import {
  MOST_PROBLEMS,
  placeName,
  ringName,
  TOO_INTRICATE,
  type ShapeProblem,
  type ShapeProblemCode,
} from './shape-problem.ts';
import type { EdgeAddress } from './sweep-edge.ts';
import { sweepRings } from './sweep-line.ts';
import { judgeTouch, type RingAtPoint } from './touch.ts';

/** Rings of one plane, and which of them are to be held against each other. */
export interface RingSet {
  readonly rings: readonly PlacedRing[];
  readonly compares: (first: PlacedRing, second: PlacedRing) => boolean;
}

/**
 * What is wrong with how rings lie to each other and to themselves. Rings may touch others in single points; everything
 * else they have in common is a problem (the rules of OGC Simple Features, but holes may touch in more than one point).
 * Where rings cross, the first such place from the west is reported.
 */
export function topologyProblems(set: RingSet): ShapeProblem[] {
  const findings: Findings = { problems: [], within: new Map(), touches: 0 };
  sweepRings(set.rings, {
    conflict({ kind, at, first, second }) {
      const [a, b] = [set.rings[first.ring], set.rings[second.ring]];
      // Two that are not compared were checked in their own frame; here only rounding makes them meet.
      if (a === undefined || b === undefined || !set.compares(a, b)) return;
      report(findings, problemAt(at, { a, b, verb: kind === 'overlap' ? 'runs along' : 'crosses' }));
    },
    gathering: (at, passages) => judgeGathering({ set, findings }, at, passages),
  });
  if (findings.problems.length > 0) return findings.problems;
  // Rings that neither cross nor touch: any vertex stands for the whole ring.
  const isWithin = (inner: PlacedRing, outer: PlacedRing) => {
    const { x, y } = vertexAt(inner, 0);
    return findings.within.get(inner)?.get(outer) ?? locate(outer.bands(), x, y) === 'inside';
  };
  return nestingProblems({ ...set, isWithin });
}

interface Findings {
  readonly problems: ShapeProblem[];
  /** Of rings that touch: whether the first runs within the second. */
  readonly within: Map<PlacedRing, Map<PlacedRing, boolean>>;
  touches: number;
}

/** More touches than this only a drawing made to be intricate has. */
const MOST_TOUCHES = 1_000_000;

/** Judges each pair of passages through a point; false ends the sweep. */
function judgeGathering(
  { set, findings }: { readonly set: RingSet; readonly findings: Findings },
  at: PlanePoint,
  passages: readonly EdgeAddress[],
): boolean {
  findings.touches += passages.length ** 2 / 2;
  if (findings.touches > MOST_TOUCHES) {
    report(findings, TOO_INTRICATE);
    return false;
  }
  const present = passages.flatMap(({ ring: index, edge }) => {
    const ring = set.rings[index];
    return ring === undefined ? [] : [{ ring, edge }];
  });
  for (const [index, first] of present.entries()) {
    for (const second of present.slice(index + 1)) {
      if (set.compares(first.ring, second.ring)) judgePair(findings, at, [first, second]);
    }
  }
  return findings.problems.length < MOST_PROBLEMS;
}

function judgePair(findings: Findings, at: PlanePoint, [first, second]: readonly [RingAtPoint, RingAtPoint]): void {
  const [a, b] = [first.ring, second.ring];
  if (a === b) {
    report(findings, problemAt(at, { a, b, verb: 'touches' }));
    return;
  }
  const touch = judgeTouch(at, first, second);
  if (touch.kind === 'crosses') {
    report(findings, problemAt(at, { a, b, verb: 'crosses' }));
    return;
  }
  const { within } = findings;
  within.set(a, (within.get(a) ?? new Map<PlacedRing, boolean>()).set(b, touch.firstWithinSecond));
  within.set(b, (within.get(b) ?? new Map<PlacedRing, boolean>()).set(a, touch.secondWithinFirst));
}

/** Adds a problem; one place to mend is one problem, however often a ring passes it. */
function report({ problems }: Findings, problem: ShapeProblem): void {
  if (problems.at(-1)?.message !== problem.message) problems.push(problem);
}

interface Encounter {
  readonly a: PlacedRing;
  readonly b: PlacedRing;
  readonly verb: 'crosses' | 'touches' | 'runs along';
}

function problemAt(at: PlanePoint, { a, b, verb }: Encounter): ShapeProblem {
  // The later ring is the one to mend: a hole rather than its shell.
  const [earlier, later] = a.polygon < b.polygon || (a.polygon === b.polygon && a.ring <= b.ring) ? [a, b] : [b, a];
  const position = placeOf(later, at);
  const whom = a === b ? 'itself' : ringName(earlier);
  return {
    polygon: later.polygon,
    ring: later.ring,
    position,
    code: codeOf(earlier, later),
    message: `${ringName(later)} ${verb} ${whom} at ${placeName(position)}`,
  };
}

function codeOf(earlier: PlacedRing, later: PlacedRing): ShapeProblemCode {
  if (earlier === later) return 'SELF_INTERSECTION';
  if (earlier.polygon !== later.polygon) return 'POLYGONS_OVERLAP';
  return earlier.ring === 0 ? 'HOLE_CROSSES_SHELL' : 'HOLES_OVERLAP';
}
