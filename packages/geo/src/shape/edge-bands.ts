import { coordinateAt, wholeAt } from '../typed-read.ts';
import { exactOrientation } from './exact-orientation.ts';
import { CERTAIN_SHARE, CERTAIN_SIZE } from './orientation.ts';
import type { Segment } from './plane.ts';
import { extent, type PlaneRing } from './plane-polygon.ts';

/** Where a point is as to a polygon. */
export type Location = 'inside' | 'boundary' | 'outside';

/**
 * The edges of a polygon listed by horizontal bands of equal height, so that a point is held against the few edges of
 * its own band however many the polygon has.
 */
export interface EdgeBands {
  /** Vertices of all rings in turn; edge `i` goes from vertex `i` to `i + 1`. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** 0 for the last vertex of a ring, which begins no edge; else 1. */
  readonly isEdge: Uint8Array;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly bandsPerUnit: number;
  /** `edges` from `starts[band]` up to and without `starts[band + 1]` are those that touch the band. */
  readonly starts: Int32Array;
  readonly edges: Int32Array;
}

const EDGES_PER_BAND = 4;
const MOST_ENTRIES_PER_EDGE = 6;

/** Lists the edges of rings in one plane. */
export function createEdgeBands(rings: readonly PlaneRing[]): EdgeBands {
  const [only] = rings;
  const xs = only !== undefined && rings.length === 1 ? only.xs : joined(rings.map((ring) => ring.xs));
  const ys = only !== undefined && rings.length === 1 ? only.ys : joined(rings.map((ring) => ring.ys));
  const { least: west, most: east } = extent(xs);
  const { least: south, most: north } = extent(ys);
  const isEdge = new Uint8Array(xs.length).fill(1);
  for (let ring = 0, end = 0; ring < rings.length; ring++) {
    end += rings[ring]?.xs.length ?? 0;
    isEdge[end - 1] = 0;
  }
  const outline = { xs, ys, isEdge, west, east, south, north };
  let bands = Math.max(1, Math.ceil(xs.length / EDGES_PER_BAND));
  for (;;) {
    const bandsPerUnit = perUnit(bands, north - south);
    const entries = countEntries({ ...outline, bandsPerUnit });
    if (bands === 1 || entries <= MOST_ENTRIES_PER_EDGE * xs.length) {
      return { ...outline, bandsPerUnit, ...listEntries({ ...outline, bandsPerUnit }, bands) };
    }
    // Long upright edges stand in every band; fewer bands keep the list in proportion.
    bands = Math.ceil(bands / 2);
  }
}

/** The band of a y between south and north. Never falls as y grows, so an edge's bands include those of all its points. */
export function bandOf({ south, bandsPerUnit }: Pick<EdgeBands, 'south' | 'bandsPerUnit'>, y: number): number {
  return Math.floor((y - south) * bandsPerUnit);
}

/** Where the point x, y of the plane is: exact for the vertices as they are, whatever their distance. */
export function locate(bands: EdgeBands, x: number, y: number): Location {
  if (!isInBox(bands, x, y)) return 'outside';
  const { xs, ys, starts, edges } = bands;
  const band = bandOf(bands, y);
  const end = wholeAt(starts, band + 1);
  let inside = false;
  for (let at = wholeAt(starts, band); at < end; at++) {
    const edge = wholeAt(edges, at);
    const x1 = coordinateAt(xs, edge);
    const y1 = coordinateAt(ys, edge);
    const x2 = coordinateAt(xs, edge + 1);
    const y2 = coordinateAt(ys, edge + 1);
    if (y1 > y === y2 > y) {
      if (y1 === y && isOnLevel({ x1, y1, x2, y2 }, x)) return 'boundary';
      continue;
    }
    // The edge passes the height of the point; a ray to the east meets it where the point is to its west.
    const west = westOf({ x1, y1, x2, y2 }, x, y);
    if (west === 0) return 'boundary';
    if (west > 0) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

function isInBox({ west, east, south, north }: EdgeBands, x: number, y: number): boolean {
  return y >= south && y <= north && x >= west && x <= east;
}

/** Whether x is on an edge that begins at the height of the point and does not pass it. */
function isOnLevel({ x1, y1, x2, y2 }: Segment, x: number): boolean {
  return x1 === x || (y2 === y1 && x1 > x !== x2 > x);
}

/** Positive where x, y is to the west of an edge at whose height it is; 0 on it. */
function westOf({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  if (x < x1 && x < x2) return 1;
  if (x > x1 && x > x2) return -1;
  const left = (x1 - x) * (y2 - y);
  const right = (y1 - y) * (x2 - x);
  const size = Math.abs(left) + Math.abs(right);
  const determinant = left - right;
  const certain = size > CERTAIN_SIZE && Math.abs(determinant) > CERTAIN_SHARE * size;
  const side = certain ? determinant : exactOrientation({ x: x1, y: y1 }, { x: x2, y: y2 }, { x, y });
  return y2 > y1 ? side : -side;
}

/** 0, all in one band, where the height is nothing or too small to divide by. */
function perUnit(bands: number, height: number): number {
  const bandsPerUnit = bands / height;
  return Number.isFinite(bandsPerUnit) ? bandsPerUnit : 0;
}

type Outline = Omit<EdgeBands, 'starts' | 'edges'>;

function countEntries(outline: Outline): number {
  let entries = 0;
  forEachEdge(outline, (_edge, first, last) => {
    entries += last - first + 1;
  });
  return entries;
}

function listEntries(outline: Outline, bands: number): Pick<EdgeBands, 'starts' | 'edges'> {
  // The northernmost points fall into one band more than there are.
  const starts = new Int32Array(bands + 2);
  forEachEdge(outline, (_edge, first, last) => {
    for (let band = first; band <= last; band++) starts[band + 1] = wholeAt(starts, band + 1) + 1;
  });
  for (let band = 0; band <= bands; band++) starts[band + 1] = wholeAt(starts, band + 1) + wholeAt(starts, band);
  const edges = new Int32Array(wholeAt(starts, bands + 1));
  const next = starts.slice();
  forEachEdge(outline, (edge, first, last) => {
    for (let band = first; band <= last; band++) {
      const at = wholeAt(next, band);
      edges[at] = edge;
      next[band] = at + 1;
    }
  });
  return { starts, edges };
}

function forEachEdge(outline: Outline, visit: (edge: number, firstBand: number, lastBand: number) => void): void {
  for (const [edge, is] of outline.isEdge.entries()) {
    if (is === 0) continue;
    const from = bandOf(outline, coordinateAt(outline.ys, edge));
    const to = bandOf(outline, coordinateAt(outline.ys, edge + 1));
    visit(edge, Math.min(from, to), Math.max(from, to));
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
