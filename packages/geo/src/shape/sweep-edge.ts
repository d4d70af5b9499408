import type { PlanePoint } from './plane.ts';
import { vertexAt, vertexCount, type PlacedRing } from './placed-ring.ts';

/** An edge of one of several rings. */
export interface EdgeAddress {
  /** Index into the list of rings. */
  readonly ring: number;
  /** The edge goes from this vertex of the ring to the next. */
  readonly edge: number;
}

/** An edge as the sweep line meets it. */
export interface SweepEdge extends EdgeAddress {
  readonly from: PlanePoint;
  readonly to: PlanePoint;
  /** The end that the sweep meets first, and the one it meets last. */
  readonly west: PlanePoint;
  readonly east: PlanePoint;
  /** The edge of the ring that ends where this one begins. */
  previous: SweepEdge;
}

/** All edges of the rings in the order in which the sweep meets the vertex they begin at. */
export function sweepEdges(rings: readonly PlacedRing[]): SweepEdge[] {
  return rings.flatMap(edgesOf).toSorted((a, b) => compareAlongSweep(a.from, b.from));
}

/** The order of the sweep: from west to east, at one x from south to north. */
export function compareAlongSweep(a: PlanePoint, b: PlanePoint): number {
  return a.x === b.x ? a.y - b.y : a.x - b.x;
}

/** Whether two points are the same. */
export function isSamePoint(a: PlanePoint, b: PlanePoint): boolean {
  return a.x === b.x && a.y === b.y;
}

function edgesOf(ring: PlacedRing, index: number): SweepEdge[] {
  const points = Array.from({ length: vertexCount(ring) }, (_, vertex) => vertexAt(ring, vertex));
  const edges: SweepEdge[] = [];
  for (const [edge, from] of points.entries()) {
    const to = points[edge + 1] ?? points[0] ?? from;
    const [west, east] = compareAlongSweep(from, to) < 0 ? [from, to] : [to, from];
    const made: Omit<SweepEdge, 'previous'> = { ring: index, edge, from, to, west, east };
    edges.push(Object.assign(made, { previous: edges[edge - 1] ?? (made as SweepEdge) }));
  }
  const [first] = edges;
  if (first !== undefined) first.previous = edges.at(-1) ?? first;
  return edges;
}
