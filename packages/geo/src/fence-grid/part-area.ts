import { METERS_PER_DEGREE, RADIANS } from '../shape/haversine.ts';
import { frameLongitude, type Box, type Frame } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';

/** Parts of a cell along each side. */
export const PARTS = 4;

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

/** No point of a part in this row is further from its middle, in metres: along a meridian and the widest parallel. */
export function partReachMeters({ south, partsPerUnit }: PartArea, row: number): number {
  const size = 1 / partsPerUnit;
  const from = (south + row) * size;
  const widest = Math.cos(Math.max(from, -from - size, 0) * RADIANS);
  return (Math.hypot(size, size * widest) / 2) * METERS_PER_DEGREE * (1 + 1e-9) + 1e-6;
}

/** The place in the middle of a part. */
export function partMiddle(
  { area, frame }: { readonly area: PartArea; readonly frame: Frame },
  { column, row }: { readonly column: number; readonly row: number },
): Point {
  return {
    latitude: (area.south + row + 0.5) / area.partsPerUnit,
    longitude: frameLongitude(frame, (area.west + column + 0.5) / area.partsPerUnit),
  };
}
