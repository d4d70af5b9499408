import type { Segment } from './plane.ts';

/** Slack in cells around a segment: far above any rounding of cell coordinates, far below a cell. */
const SLACK = 1e-6;

/**
 * Visits every square cell of a unit grid that a segment touches: cell (column, row) reaches from (column, row) to
 * (column + 1, row + 1). With a hair of slack, so that rounding may name a cell too many next to the line, never one too
 * few. Coordinates are in cells.
 */
export function walkCells({ x1, y1, x2, y2 }: Segment, visit: (column: number, row: number) => void): void {
  const south = Math.min(y1, y2);
  const north = Math.max(y1, y2);
  const west = Math.min(x1, x2);
  const east = Math.max(x1, x2);
  const lastRow = Math.floor(north + SLACK);
  for (let row = Math.floor(south - SLACK); row <= lastRow; row++) {
    // The part of the segment within the row, as shares of its height.
    const enter = x1 + ((row - SLACK - y1) / (y2 - y1)) * (x2 - x1);
    const leave = x1 + ((row + 1 + SLACK - y1) / (y2 - y1)) * (x2 - x1);
    const isWhole = south >= row - SLACK && north <= row + 1 + SLACK;
    const from = isWhole ? west : Math.max(west, Math.min(enter, leave, east));
    const to = isWhole ? east : Math.min(east, Math.max(enter, leave, west));
    const lastColumn = Math.floor(to + SLACK);
    for (let column = Math.floor(from - SLACK); column <= lastColumn; column++) visit(column, row);
  }
}
