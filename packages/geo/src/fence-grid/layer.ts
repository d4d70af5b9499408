import type { Frame } from '../shape/plane-polygon.ts';
import { createCellTable, type CellTable } from './cell-table.ts';
import { cellsOf } from './piece-cells.ts';
import type { Piece } from './piece.ts';

/** Pieces of one frame and about one size, in cells of one size. */
export interface Layer {
  readonly frame: Frame;
  readonly cellsPerUnit: number;
  /** By cell the numbers of the pieces with points in it, and what is known of its parts. */
  readonly cells: CellTable;
  readonly pieces: Map<number, Piece>;
  /** How far pieces have ever reached; never shrinks. */
  west: number;
  east: number;
}

const MOST_CELLS_ACROSS = 16;
/** Large, so that there are few layers to ask: a piece is 1 to 16 cells wide, or high, whatever its size. */
const SIZE_STEP = 16;
const LARGEST_CELL = 16;
/** Some 2 m. Columns of parts of smaller cells would not fit into 32 bits. */
const SMALLEST_CELL = SIZE_STEP ** -4;

/** An empty layer. */
export function createLayer(frame: Frame, cellsPerUnit: number): Layer {
  return { frame, cellsPerUnit, cells: createCellTable(), pieces: new Map(), west: Infinity, east: -Infinity };
}

/** The cells per degree for a piece: the smallest cells of which it is at most 16 wide or high. Powers of two. */
export function cellsPerUnitFor({ box }: Piece): number {
  const extent = Math.max(box.east - box.west, box.north - box.south);
  let size = LARGEST_CELL;
  while (size / SIZE_STEP >= SMALLEST_CELL && extent * SIZE_STEP <= MOST_CELLS_ACROSS * size) size /= SIZE_STEP;
  return 1 / size;
}

/** Puts a piece on the layer under a number of its own. */
export function addPiece(layer: Layer, number: number, piece: Piece): void {
  layer.pieces.set(number, piece);
  layer.west = Math.min(layer.west, piece.box.west);
  layer.east = Math.max(layer.east, piece.box.east);
  for (const cell of cellsOf(piece, layer.cellsPerUnit)) layer.cells.add(cell, { number, words: cell.words });
}

/** Takes a piece off the layer. */
export function removePiece(layer: Layer, number: number): void {
  const piece = layer.pieces.get(number);
  if (piece === undefined) return;
  layer.pieces.delete(number);
  for (const cell of cellsOf(piece, layer.cellsPerUnit)) layer.cells.remove(cell, number);
}
