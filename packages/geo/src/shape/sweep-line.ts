import { createOrderedList, type OrderedList } from './ordered-list.ts';
import { orientation } from './orientation.ts';
import type { PlanePoint } from './plane.ts';
import type { PlacedRing } from './placed-ring.ts';
import { segmentMeeting, type SegmentMeeting } from './segment-meeting.ts';
import { isSamePoint, sweepEdges, type EdgeAddress, type SweepEdge } from './sweep-edge.ts';

/** Two edges that have more in common than an end. */
export interface EdgeMeeting extends SegmentMeeting {
  readonly first: EdgeAddress;
  readonly second: EdgeAddress;
}

/** What a sweep reports, from west to east. */
export interface SweepReport {
  /** Two edges cross or run along each other. The sweep ends here, for beyond such a place the order of edges is lost. */
  conflict(meeting: EdgeMeeting): void;
  /**
   * Rings pass one point more than once. Each passage is named by the edge that begins in the point or, of at most one,
   * has the point within it. False ends the sweep.
   */
  gathering(at: PlanePoint, passages: readonly EdgeAddress[]): boolean;
}

/**
 * Sweeps rings of one plane from west to east and reports where they meet, in O(n log n) comparisons whatever the rings
 * look like (M. I. Shamos and D. Hoey, Geometric intersection problems, 1976). Exact: every decision is an orientation
 * of given vertices. Of conflicts the first is found.
 */
export function sweepRings(rings: readonly PlacedRing[], report: SweepReport): void {
  const sweep: Sweep = { active: createOrderedList(), within: new Map(), conflict: null };
  for (const leaving of edgesByStart(sweepEdges(rings))) {
    const at = leaving[0].from;
    passPoint(sweep, at, leaving);
    if (sweep.conflict !== null) return report.conflict(sweep.conflict);
    const passages = sweep.within.size === 0 ? leaving : [...leaving, ...(sweep.within.get(pointKey(at)) ?? [])];
    if (passages.length > 1 && !report.gathering(at, passages)) return;
  }
}

type EdgesOfPoint = [SweepEdge, ...SweepEdge[]];

/** Edges in their order, those together that begin in one point. */
function* edgesByStart(edges: readonly SweepEdge[]): Generator<EdgesOfPoint> {
  let group: EdgesOfPoint | null = null;
  for (const edge of edges) {
    if (group !== null && isSamePoint(group[0].from, edge.from)) {
      group.push(edge);
      continue;
    }
    if (group !== null) yield group;
    group = [edge];
  }
  if (group !== null) yield group;
}

interface Sweep {
  /** The edges under the sweep line from south to north. */
  readonly active: OrderedList<SweepEdge>;
  /** Edges known to have a vertex of others within them, by that vertex. */
  readonly within: Map<string, Set<SweepEdge>>;
  conflict: EdgeMeeting | null;
}

/** Takes the edges that end here off the line, then puts those on that begin here. */
function passPoint(sweep: Sweep, at: PlanePoint, leaving: readonly SweepEdge[]): void {
  for (const edge of leaving) {
    if (isSamePoint(edge.previous.east, at)) remove(sweep, edge.previous);
    if (isSamePoint(edge.east, at)) remove(sweep, edge);
  }
  for (const edge of leaving) {
    if (isSamePoint(edge.previous.west, at)) insert(sweep, edge.previous);
    if (isSamePoint(edge.west, at)) insert(sweep, edge);
  }
}

function remove(sweep: Sweep, edge: SweepEdge): void {
  const below = sweep.active.before(edge);
  const above = sweep.active.after(edge);
  sweep.active.remove(edge);
  examine(sweep, below, above);
}

function insert(sweep: Sweep, edge: SweepEdge): void {
  sweep.active.insert(edge, (other) => {
    const side = orientation(other.west, other.east, edge.west);
    if (side !== 0) return side;
    const turn = orientation(other.west, other.east, edge.east);
    if (turn === 0) sweep.conflict ??= { kind: 'overlap', at: edge.west, first: other, second: edge };
    return turn;
  });
  examine(sweep, sweep.active.before(edge), edge);
  examine(sweep, edge, sweep.active.after(edge));
}

/** Looks at two edges that have become neighbours on the line. */
function examine(sweep: Sweep, first: SweepEdge | undefined, second: SweepEdge | undefined): void {
  if (first === undefined || second === undefined || sweep.conflict !== null) return;
  const meeting = segmentMeeting([first.from, first.to], [second.from, second.to]);
  if (meeting === null) return;
  if (meeting.kind !== 'touch') {
    sweep.conflict = { ...meeting, first, second };
    return;
  }
  for (const edge of [first, second]) {
    if (!isSamePoint(edge.from, meeting.at) && !isSamePoint(edge.to, meeting.at)) noteWithin(sweep, meeting.at, edge);
  }
}

function noteWithin(sweep: Sweep, at: PlanePoint, edge: SweepEdge): void {
  const key = pointKey(at);
  sweep.within.set(key, (sweep.within.get(key) ?? new Set<SweepEdge>()).add(edge));
}

function pointKey({ x, y }: PlanePoint): string {
  // -0 and 0 are one place and read the same.
  return `${x} ${y}`;
}
