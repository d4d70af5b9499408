import { walkCells } from '../shape/cell-walk.ts';
import type { Segment } from '../shape/plane.ts';
import { linesAt, type Line } from '../shape/plane-line.ts';
import { boxesMeet } from '../shape/placed-ring.ts';
import { forEachEntry } from './cell-table.ts';
import type { Layer } from './layer.ts';

/** Calls `visit` with the number of every piece that a line meets, and of some others beside it; perhaps repeatedly. */
export function forEachOnLine(layer: Layer, line: Line, visit: (number: number) => void): void {
  for (const turned of linesAt(layer, layer.frame, line)) visitAlong(layer, turned, visit);
}

function visitAlong({ cells, cellsPerUnit, pieces }: Layer, { x1, y1, x2, y2 }: Segment, visit: Visit): void {
  // Where the line passes more cells than there are pieces it is quicker to go through the pieces.
  if ((Math.abs(x2 - x1) + Math.abs(y2 - y1)) * cellsPerUnit > pieces.size) {
    const box = {
      west: Math.min(x1, x2),
      east: Math.max(x1, x2),
      south: Math.min(y1, y2),
      north: Math.max(y1, y2),
    };
    for (const [number, piece] of pieces) if (boxesMeet(piece.box, box)) visit(number);
    return;
  }
  const scaled = { x1: x1 * cellsPerUnit, y1: y1 * cellsPerUnit, x2: x2 * cellsPerUnit, y2: y2 * cellsPerUnit };
  walkCells(scaled, (column, row) => {
    forEachEntry(cells.entries(column, row), visit);
  });
}

type Visit = (number: number) => void;
