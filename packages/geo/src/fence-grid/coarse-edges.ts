import { coordinateAt, wholeAt } from '../typed-read.ts';
import type { EdgeBands } from '../shape/edge-bands.ts';
import { offsetIn, type IntPool } from './int-pool.ts';

/**
 * The edges of a polygon by bands, each in eight bytes: its ends on a raster laid over the polygon's box. That is enough
 * to know on which side of nearly all points an edge lies, in a fraction of the memory; the few points that are too close
 * to an edge for that are told as doubtful and must be held against the edges themselves.
 */
export interface CoarseEdges {
  /** Where in the pool they are; 0 where the box is too flat for a raster, so that every point is doubtful. */
  readonly address: number;
  readonly length: number;
  readonly columnsPerUnit: number;
  readonly rowsPerUnit: number;
}

/** Lines of the raster each way: an end's column and row take half of a 32 bit number each. */
const RASTER = 65_534;
const HALF = 16;
const LOW = 0xffff;
/** Far more than rounding moves a place on the raster by, far less than a step of it. */
const HAIR = 1e-4;

const NONE: CoarseEdges = { address: 0, length: 0, columnsPerUnit: 0, rowsPerUnit: 0 };

/** Puts the edges of a polygon into a pool: where each band's edges end, then the edges band by band. */
export function writeCoarseEdges(pool: IntPool, bands: EdgeBands): CoarseEdges {
  const columnsPerUnit = RASTER / (bands.east - bands.west);
  const rowsPerUnit = RASTER / (bands.north - bands.south);
  if (!Number.isFinite(columnsPerUnit) || !Number.isFinite(rowsPerUnit)) return NONE;
  const { index, vertices, bandCount, west, south } = bands;
  const before = bandCount + 1;
  const length = before + 2 * (index.length - before);
  const address = pool.allocate(length);
  const memory = pool.chunk(address);
  const start = offsetIn(address);
  for (let band = 0; band <= bandCount; band++) {
    memory[start + band] = before + 2 * ((index[band] ?? index.length) - before);
  }
  const packed = (vertex: number) => {
    const column = Math.floor((coordinateAt(vertices, 2 * vertex) - west) * columnsPerUnit);
    const row = Math.floor((coordinateAt(vertices, 2 * vertex + 1) - south) * rowsPerUnit);
    return (row << HALF) | column;
  };
  for (let entry = before; entry < index.length; entry++) {
    const edge = wholeAt(index, entry);
    const at = start + before + 2 * (entry - before);
    memory[at] = packed(edge);
    memory[at + 1] = packed(edge + 1);
  }
  return { address, length, columnsPerUnit, rowsPerUnit };
}

/** What coarse edges tell of a point. */
const OUTSIDE = 0;
export const INSIDE = 1;
export const DOUBTFUL = 2;

/** A point on the raster of coarse edges, and its band. */
export interface RasterPoint {
  readonly column: number;
  readonly row: number;
  readonly band: number;
}

/** Whether a point is inside, outside, or so near to an edge that it must be asked elsewhere. */
export function locateCoarsely(pool: IntPool, address: number, { column, row, band }: RasterPoint): number {
  const memory = pool.chunk(address);
  const start = offsetIn(address);
  const end = start + wholeAt(memory, start + band + 1);
  // An end lies somewhere within the step of the raster above its row: ends beyond `highest` are above the point, those
  // below `lowest` are not, and those between may be either.
  const highest = Math.floor(row + HAIR);
  const lowest = Math.floor(row - 1 - HAIR) + 1;
  let inside = OUTSIDE;
  for (let at = start + wholeAt(memory, start + band); at < end; at += 2) {
    const from = wholeAt(memory, at);
    const to = wholeAt(memory, at + 1);
    const row1 = from >>> HALF;
    const row2 = to >>> HALF;
    if ((row1 >= lowest && row1 <= highest) || (row2 >= lowest && row2 <= highest)) return DOUBTFUL;
    if (row1 > highest === row2 > highest) continue;
    const side = sideOf({
      run1: (from & LOW) - column,
      rise1: row1 - row,
      run2: (to & LOW) - column,
      rise2: row2 - row,
    });
    if (side === 0) return DOUBTFUL;
    if (side > 0 === row2 > highest) inside ^= INSIDE;
  }
  return inside;
}

interface Reach {
  readonly run1: number;
  readonly rise1: number;
  readonly run2: number;
  readonly rise2: number;
}

/** On which side of an edge the point is: positive left, negative right, 0 where a step of the raster could decide. */
function sideOf({ run1, rise1, run2, rise2 }: Reach): number {
  // Each end is half a step from the middle of where it may be.
  const [x1, y1, x2, y2] = [run1 + 0.5, rise1 + 0.5, run2 + 0.5, rise2 + 0.5];
  const determinant = x1 * y2 - y1 * x2;
  const doubt = (0.5 + HAIR) * (Math.abs(x1) + Math.abs(y1) + Math.abs(x2) + Math.abs(y2) + 1);
  return Math.abs(determinant) > doubt ? determinant : 0;
}
