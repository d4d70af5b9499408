import { wholeAt } from '../typed-read.ts';
import { walkCells } from './cell-walk.ts';
import type { Segment } from './plane.ts';
import { vertexAt, type PlacedRing } from './placed-ring.ts';
import { segmentMeeting, type SegmentMeeting } from './segment-meeting.ts';

/** An edge of one of several rings. */
export interface EdgeAddress {
  /** Index into the list of rings. */
  readonly ring: number;
  /** The edge goes from this vertex of the ring to the next. */
  readonly edge: number;
}

/** Two edges that have a point in common which neighbours on a ring have not. */
export interface RingMeeting extends SegmentMeeting {
  readonly first: EdgeAddress;
  readonly second: EdgeAddress;
}

/** What to look for among rings of one plane. */
export interface MeetingSearch {
  readonly rings: readonly PlacedRing[];
  /** Whether edges of these two rings (or of one) are to be held against each other. */
  readonly compares: (first: PlacedRing, second: PlacedRing) => boolean;
  /** Called for each meeting; false ends the search. */
  readonly found: (meeting: RingMeeting) => boolean;
}

/** So many pairs of edges are looked at; only drawings made to be intricate have more, real ones a few for each edge. */
const MOST_PAIRS = 30_000_000;
const EDGES_PER_CELL = 1;

/**
 * Finds all places where edges of rings meet, except where neighbours join. A grid with about a cell for each edge keeps
 * the pairs few. Returns false where there are too many pairs to look at all.
 */
export function findMeetings(search: MeetingSearch): boolean {
  const edges = search.rings.flatMap(edgesOf);
  const grid = fillGrid(search.rings, edges);
  const seen = new Set<number>();
  let pairs = 0;
  for (let cell = 0; cell + 1 < grid.starts.length; cell++) {
    const from = wholeAt(grid.starts, cell);
    const to = wholeAt(grid.starts, cell + 1);
    pairs += ((to - from) * (to - from - 1)) / 2;
    if (pairs > MOST_PAIRS) return false;
    if (!examineCell({ search, edges, seen }, grid.entries.subarray(from, to))) return true;
  }
  return true;
}

interface ListedEdge extends EdgeAddress, Segment {}

function edgesOf(ring: PlacedRing, index: number): ListedEdge[] {
  return Array.from({ length: ring.xs.length - 1 }, (_, edge) => {
    const from = vertexAt(ring, edge);
    const to = vertexAt(ring, edge + 1);
    return { ring: index, edge, x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  });
}

interface Examination {
  readonly search: MeetingSearch;
  readonly edges: readonly ListedEdge[];
  /** Pairs that met already: two edges may share several cells. */
  readonly seen: Set<number>;
}

/** Examines every pair of a cell; false ends the search. */
function examineCell(examination: Examination, entries: Int32Array): boolean {
  for (let at = 0; at < entries.length; at++) {
    for (let other = at + 1; other < entries.length; other++) {
      if (!examine(examination, wholeAt(entries, at), wholeAt(entries, other))) return false;
    }
  }
  return true;
}

/** Reports the meeting of two edges if there is one; false ends the search. */
function examine({ search, edges, seen }: Examination, first: number, second: number): boolean {
  const a = edges[first];
  const b = edges[second];
  if (a === undefined || b === undefined || !extentsMeet(a, b)) return true;
  const ringA = search.rings[a.ring];
  const ringB = search.rings[b.ring];
  if (ringA === undefined || ringB === undefined || !search.compares(ringA, ringB)) return true;
  const meeting = segmentMeeting(
    [
      { x: a.x1, y: a.y1 },
      { x: a.x2, y: a.y2 },
    ],
    [
      { x: b.x1, y: b.y1 },
      { x: b.x2, y: b.y2 },
    ],
  );
  if (meeting === null || (meeting.kind === 'touch' && areNeighbours(a, b, ringA.xs.length - 1))) return true;
  const pair = first * edges.length + second;
  if (seen.has(pair)) return true;
  seen.add(pair);
  return search.found({ ...meeting, first: a, second: b });
}

function extentsMeet(a: Segment, b: Segment): boolean {
  return (
    Math.min(a.x1, a.x2) <= Math.max(b.x1, b.x2) &&
    Math.min(b.x1, b.x2) <= Math.max(a.x1, a.x2) &&
    Math.min(a.y1, a.y2) <= Math.max(b.y1, b.y2) &&
    Math.min(b.y1, b.y2) <= Math.max(a.y1, a.y2)
  );
}

/** Whether two edges follow each other on one ring of `count` edges; they touch in the vertex between them and no other. */
function areNeighbours(a: EdgeAddress, b: EdgeAddress, count: number): boolean {
  if (a.ring !== b.ring) return false;
  const apart = Math.abs(a.edge - b.edge);
  return apart === 1 || apart === count - 1;
}

interface CellLists {
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

function fillGrid(rings: readonly PlacedRing[], edges: readonly ListedEdge[]): CellLists {
  const west = Math.min(...rings.map(({ box }) => box.west));
  const south = Math.min(...rings.map(({ box }) => box.south));
  const width = Math.max(...rings.map(({ box }) => box.east)) - west;
  const height = Math.max(...rings.map(({ box }) => box.north)) - south;
  const across = Math.max(1, Math.ceil(Math.sqrt(edges.length / EDGES_PER_CELL)));
  const perX = width > 0 ? across / width : 0;
  const perY = height > 0 ? across / height : 0;
  const walk = (visit: (cell: number, edge: number) => void) => {
    for (const [index, { x1, y1, x2, y2 }] of edges.entries()) {
      const inCells = {
        x1: (x1 - west) * perX,
        y1: (y1 - south) * perY,
        x2: (x2 - west) * perX,
        y2: (y2 - south) * perY,
      };
      // Slack leads one cell beyond the border, hence two more than `across`.
      walkCells(inCells, (column, row) => visit((row + 1) * (across + 3) + column + 1, index));
    }
  };
  const starts = new Int32Array((across + 3) ** 2 + 1);
  walk((cell) => {
    starts[cell + 1] = wholeAt(starts, cell + 1) + 1;
  });
  for (let cell = 1; cell < starts.length; cell++) starts[cell] = wholeAt(starts, cell) + wholeAt(starts, cell - 1);
  const entries = new Int32Array(wholeAt(starts, starts.length - 1));
  const next = starts.slice();
  walk((cell, edge) => {
    const at = wholeAt(next, cell);
    entries[at] = edge;
    next[cell] = at + 1;
  });
  return { starts, entries };
}
