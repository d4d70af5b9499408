import { coordinateAt, wholeAt } from '../typed-read.ts';
import { exactOrientation } from './exact-orientation.ts';
import { CERTAIN_SHARE, CERTAIN_SIZE } from './orientation.ts';
import type { Segment } from './plane.ts';
import { boxAround, type Box, type PlaneRing } from './plane-polygon.ts';

/** Where a point is as to a polygon. */
export type Location = 'inside' | 'boundary' | 'outside';

/**
 * The edges of a polygon listed by horizontal bands of equal height, so that a point is held against the few edges of
 * its own band however many the polygon has. Kept in few and compact arrays: where there are many polygons, the memory
 * that a test has to fetch is what it costs.
 */
export interface EdgeBands extends Box {
  /** x and y of the vertices of all rings in turn; edge `i` goes from vertex `i` to `i + 1`. */
  readonly vertices: Float64Array;
  /** The last vertex of each ring, which begins no edge. */
  readonly ringEnds: readonly number[];
  readonly bandCount: number;
  readonly bandsPerUnit: number;
  /** The edges that touch band `b` stand from `index[b]` up to and without `index[b + 1]` in this same array. */
  readonly index: Int32Array;
}

const EDGES_PER_BAND = 4;
const MOST_ENTRIES_PER_EDGE = 6;

/** Lists the edges of rings in one plane. */
export function createEdgeBands(rings: readonly PlaneRing[]): EdgeBands {
  const [only] = rings;
  const vertices = only !== undefined && rings.length === 1 ? only.vertices : joined(rings);
  const count = vertices.length / 2;
  const outline = { vertices, ringEnds: ringEndsOf(rings), ...boxAround(vertices) };
  for (let wanted = Math.ceil(count / EDGES_PER_BAND); ; wanted = Math.ceil(wanted / 2)) {
    const bandsPerUnit = perUnit(wanted, outline.north - outline.south);
    // The northernmost points fall into one band more than there are.
    const sized = { ...outline, bandsPerUnit, bandCount: wanted + 1 };
    const entries = countEntries(sized);
    // Long upright edges stand in every band; fewer bands keep the list in proportion.
    if (wanted <= 1 || entries <= MOST_ENTRIES_PER_EDGE * count)
      return { ...sized, index: listEntries(sized, entries) };
  }
}

/** Calls `visit` with every edge. */
export function forEachEdge(
  { vertices, ringEnds }: Pick<EdgeBands, 'vertices' | 'ringEnds'>,
  visit: (edge: number) => void,
): void {
  let edge = 0;
  for (const end of ringEnds) {
    for (; edge < end; edge++) visit(edge);
    edge++;
  }
  if (edge !== vertices.length / 2) throw new RangeError(`rings end at ${edge} of ${vertices.length / 2} vertices`);
}

/** The band of a y between south and north. Never falls as y grows, so an edge's bands include those of all its points. */
export function bandOf({ south, bandsPerUnit }: Pick<EdgeBands, 'south' | 'bandsPerUnit'>, y: number): number {
  return Math.floor((y - south) * bandsPerUnit);
}

/** Where the point x, y of the plane is: exact for the vertices as they are, whatever their distance. */
export function locate(bands: EdgeBands, x: number, y: number): Location {
  if (!isInBox(bands, x, y)) return 'outside';
  const { vertices, index } = bands;
  const band = bandOf(bands, y);
  const end = wholeAt(index, band + 1);
  let inside = false;
  for (let at = wholeAt(index, band); at < end; at++) {
    const from = 2 * wholeAt(index, at);
    const x1 = coordinateAt(vertices, from);
    const y1 = coordinateAt(vertices, from + 1);
    const x2 = coordinateAt(vertices, from + 2);
    const y2 = coordinateAt(vertices, from + 3);
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

type Outline = Omit<EdgeBands, 'index'>;

function ringEndsOf(rings: readonly PlaneRing[]): number[] {
  let end = -1;
  return rings.map(({ vertices }) => (end += vertices.length / 2));
}

function countEntries(outline: Outline): number {
  let entries = 0;
  forEachEdge(outline, (edge) => {
    const { first, last } = bandsOfEdge(outline, edge);
    entries += last - first + 1;
  });
  return entries;
}

function listEntries(outline: Outline, entries: number): Int32Array {
  const { bandCount } = outline;
  const index = new Int32Array(bandCount + 1 + entries);
  forEachEdge(outline, (edge) => {
    const { first, last } = bandsOfEdge(outline, edge);
    for (let band = first; band <= last; band++) index[band] = wholeAt(index, band) + 1;
  });
  // Counts become ends; filling from the back moves each end down to where its band begins.
  let end = bandCount + 1;
  for (let band = 0; band <= bandCount; band++) {
    end += wholeAt(index, band);
    index[band] = end;
  }
  forEachEdge(outline, (edge) => {
    const { first, last } = bandsOfEdge(outline, edge);
    for (let band = first; band <= last; band++) {
      const at = wholeAt(index, band) - 1;
      index[at] = edge;
      index[band] = at;
    }
  });
  return index;
}

function bandsOfEdge(outline: Outline, edge: number): { readonly first: number; readonly last: number } {
  const from = bandOf(outline, coordinateAt(outline.vertices, 2 * edge + 1));
  const to = bandOf(outline, coordinateAt(outline.vertices, 2 * edge + 3));
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

function joined(rings: readonly PlaneRing[]): Float64Array {
  const all = new Float64Array(rings.reduce((length, { vertices }) => length + vertices.length, 0));
  let at = 0;
  for (const { vertices } of rings) {
    all.set(vertices, at);
    at += vertices.length;
  }
  return all;
}
