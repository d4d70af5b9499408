import { METERS_PER_DEGREE, RADIANS } from '../shape/haversine.ts';
import { frameLongitude, type Box, type Frame } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';

/** Parts of a cell along each side: 2 to the power of this. */
export const PART_BITS = 3;

/** Parts of a cell along each side. */
export const PARTS = 2 ** PART_BITS;

/** What is known of a part: outside, wholly inside, or perhaps on the boundary. */
export const OUTER = 0;
export const INNER = 1;
export const CROSSED = 2;

/** Whole cells around a piece, counted in parts. */
export interface PartArea {
  readonly partsPerUnit: number;
  readonly west: number;
  readonly south: number;
  readonly columns: number;
  readonly rows: number;
}

/** The whole cells around a box. */
export function partAreaAround(box: Box, cellsPerUnit: number): PartArea {
  const west = Math.floor(box.west * cellsPerUnit);
  const south = Math.floor(box.south * cellsPerUnit);
  return {
    partsPerUnit: cellsPerUnit * PARTS,
    west: west * PARTS,
    south: south * PARTS,
    columns: (Math.floor(box.east * cellsPerUnit) - west + 1) * PARTS,
    rows: (Math.floor(box.north * cellsPerUnit) - south + 1) * PARTS,
  };
}

/** A square of parts. */
export interface PartSquare {
  readonly column: number;
  readonly row: number;
  /** How many parts it has along each side. */
  readonly side: number;
}

/** No point of a square of parts is further from its middle, in metres: along a meridian and the widest parallel. */
export function partReachMeters(
  { south, partsPerUnit }: PartArea,
  { row, side }: Pick<PartSquare, 'row' | 'side'>,
): number {
  const size = side / partsPerUnit;
  const from = (south + row) / partsPerUnit;
  const widest = Math.cos(Math.max(from, -from - size, 0) * RADIANS);
  return (Math.hypot(size, size * widest) / 2) * METERS_PER_DEGREE * (1 + 1e-9) + 1e-6;
}

/** The place in the middle of a square of parts. */
export function partMiddle(
  { area, frame }: { readonly area: PartArea; readonly frame: Frame },
  { column, row, side }: PartSquare,
): Point {
  return {
    latitude: (area.south + row + side / 2) / area.partsPerUnit,
    longitude: frameLongitude(frame, (area.west + column + side / 2) / area.partsPerUnit),
  };
}
