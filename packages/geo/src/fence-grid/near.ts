import { circleReach } from '../shape/circle-reach.ts';
import { boxesMeet } from '../shape/placed-ring.ts';
import { frameX, TURNS, type Box } from '../shape/plane-polygon.ts';
import type { CircleShape } from '../shape/shape.ts';
import { forEachEntry } from './cell-table.ts';
import type { Layer } from './layer.ts';

/** Calls `visit` with the number of every piece that has a point at most so far from a place, and of some others near. */
export function forEachNear(
  layer: Layer,
  around: Pick<CircleShape, 'center' | 'radiusMeters'>,
  visit: (number: number) => void,
): void {
  const { south, north, halfWidth } = circleReach(around);
  for (const turn of TURNS) {
    const x = frameX(layer.frame, around.center.longitude) + turn;
    const west = Math.max(x - halfWidth, layer.west);
    const east = Math.min(x + halfWidth, layer.east);
    if (west <= east) forEachInBox(layer, { west, east, south, north }, visit);
  }
}

function forEachInBox(layer: Layer, box: Box, visit: (number: number) => void): void {
  const { cellsPerUnit, pieces } = layer;
  const [west, east] = [Math.floor(box.west * cellsPerUnit), Math.floor(box.east * cellsPerUnit)];
  const [south, north] = [Math.floor(box.south * cellsPerUnit), Math.floor(box.north * cellsPerUnit)];
  // Where there are more cells than pieces it is quicker to go through the pieces.
  if ((east - west + 1) * (north - south + 1) > pieces.size) {
    for (const [number, piece] of pieces) if (boxesMeet(piece.box, box)) visit(number);
    return;
  }
  for (let row = south; row <= north; row++) {
    for (let column = west; column <= east; column++) visitCell(layer, { column, row }, visit);
  }
}

function visitCell(
  { cells }: Layer,
  { column, row }: { readonly column: number; readonly row: number },
  visit: (number: number) => void,
): void {
  forEachEntry(cells.entries(column, row), visit);
}
