import { locate } from './edge-bands.ts';
import { nestingProblems } from './nesting-problems.ts';
import { placeOf, vertexAt, type PlacedRing } from './placed-ring.ts';
import { findMeetings, type RingMeeting } from './ring-meetings.ts';
import { MOST_PROBLEMS, placeName, ringName, type ShapeProblem, type ShapeProblemCode } from './shape-problem.ts';
import { judgeTouch } from './touch.ts';

/** Rings of one plane, and which of them are to be held against each other. */
export interface RingSet {
  readonly rings: readonly PlacedRing[];
  readonly compares: (first: PlacedRing, second: PlacedRing) => boolean;
}

/**
 * What is wrong with how rings lie to each other and to themselves. Rings may touch others in single points; everything
 * else they have in common is a problem (the rules of OGC Simple Features, but holes may touch in more than one point).
 */
export function topologyProblems({ rings, compares }: RingSet): ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  const within: Within = new Map();
  const found = (meeting: RingMeeting) => {
    const [a, b] = [rings[meeting.first.ring], rings[meeting.second.ring]];
    if (a === undefined || b === undefined) return true;
    const touch = meeting.kind === 'touch' && a !== b ? judgeTouch(meeting, a, b) : { kind: 'crosses' as const };
    if (touch.kind === 'touches') {
      remember(within, b, [a, touch.bWithinA]);
      remember(within, a, [b, touch.aWithinB]);
      return true;
    }
    const problem = problemAt(meeting, a, b);
    // At a vertex several pairs of edges meet; that is one place to mend.
    if (!problems.some(({ message }) => message === problem.message)) problems.push(problem);
    return problems.length < MOST_PROBLEMS;
  };
  if (!findMeetings({ rings, compares, found })) problems.push(TOO_INTRICATE);
  if (problems.length > 0) return problems;
  // Rings that neither cross nor touch: any vertex stands for the whole ring.
  const isWithin = (inner: PlacedRing, outer: PlacedRing) => {
    const { x, y } = vertexAt(inner, 0);
    return within.get(inner)?.get(outer) ?? locate(outer.bands(), x, y) === 'inside';
  };
  return nestingProblems({ rings, compares, isWithin });
}

const TOO_INTRICATE: ShapeProblem = {
  polygon: null,
  ring: null,
  code: 'TOO_INTRICATE',
  message: 'the shape is too intricate to check: too many long edges run close together',
};

type Within = Map<PlacedRing, Map<PlacedRing, boolean>>;

function remember(within: Within, inner: PlacedRing, [outer, is]: readonly [PlacedRing, boolean]): void {
  within.set(inner, (within.get(inner) ?? new Map<PlacedRing, boolean>()).set(outer, is));
}

function problemAt(meeting: RingMeeting, a: PlacedRing, b: PlacedRing): ShapeProblem {
  // The later ring is the one to mend: a hole rather than its shell.
  const [earlier, later] = a.polygon < b.polygon || (a.polygon === b.polygon && a.ring <= b.ring) ? [a, b] : [b, a];
  const position = placeOf(later, meeting.at);
  const what = { cross: 'crosses', overlap: 'runs along', touch: a === b ? 'touches' : 'crosses' }[meeting.kind];
  const whom = a === b ? 'itself' : ringName(earlier);
  return {
    polygon: later.polygon,
    ring: later.ring,
    position,
    code: codeOf(earlier, later),
    message: `${ringName(later)} ${what} ${whom} at ${placeName(position)}`,
  };
}

function codeOf(earlier: PlacedRing, later: PlacedRing): ShapeProblemCode {
  if (earlier === later) return 'SELF_INTERSECTION';
  if (earlier.polygon !== later.polygon) return 'POLYGONS_OVERLAP';
  return earlier.ring === 0 ? 'HOLE_CROSSES_SHELL' : 'HOLES_OVERLAP';
}
