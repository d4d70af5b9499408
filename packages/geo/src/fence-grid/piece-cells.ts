import { coordinateAt } from '../typed-read.ts';
import { walkCells } from '../shape/cell-walk.ts';
import { forEachEdge, locate, type EdgeBands } from '../shape/edge-bands.ts';
import { haversineMeters } from '../shape/haversine.ts';
import { markCorridor } from './corridor-cells.ts';
import {
  CROSSED,
  INNER,
  OUTER,
  partAreaAround,
  partMiddle,
  partReachMeters,
  PART_BITS,
  PARTS,
  type PartArea,
  type PartSquare,
} from './part-area.ts';
import type { CirclePiece, Piece } from './piece.ts';

/** A cell that a piece has points in, cut into eight by eight parts. */
export interface PieceCell {
  readonly column: number;
  readonly row: number;
  /**
   * What is known of the parts, part (i, j) from the south-west being number 8 j + i. Words 0 and 1, a bit per part: it is
   * wholly in the piece. Words 2 and 3: the boundary is in it and its points need a test. Neither: outside.
   */
  readonly words: readonly [number, number, number, number];
}

/** The word, of those for parts wholly in the piece, that has a part's bit; that for crossed parts is two further. */
export function wordOf(part: number): number {
  return part >> 5;
}

/** Whether a word has a part's bit. */
export function hasPart(word: number, part: number): boolean {
  return ((word >>> (part & 31)) & 1) === 1;
}

/**
 * The cells of a grid that a piece has points in; always the same ones for the same piece. Cell (column, row) holds the
 * points with `floor(x * cellsPerUnit)` = column and `floor(y * cellsPerUnit)` = row.
 * @param cellsPerUnit a power of two, so that the multiplication is exact.
 */
export function cellsOf(piece: Piece, cellsPerUnit: number): PieceCell[] {
  const area = partAreaAround(piece.box, cellsPerUnit);
  const parts = new Uint8Array(area.columns * area.rows);
  mark(piece, area, parts);
  const cells: PieceCell[] = [];
  for (let row = 0; row < area.rows; row += PARTS) {
    for (let column = 0; column < area.columns; column += PARTS) {
      const words = wordsAt(parts, area, { column, row });
      const isEmpty = words.every((word) => word === 0);
      if (!isEmpty) cells.push({ column: (area.west + column) / PARTS, row: (area.south + row) / PARTS, words });
    }
  }
  return cells;
}

function mark(piece: Piece, area: PartArea, parts: Uint8Array): void {
  switch (piece.kind) {
    case 'polygon':
      return markPolygon(piece.bands, area, parts);
    case 'circle':
      return markCircle(piece, area, parts);
    case 'corridor':
      return markCorridor(piece, area, parts);
  }
}

function wordsAt(
  parts: Uint8Array,
  { columns }: PartArea,
  cell: { readonly column: number; readonly row: number },
): [number, number, number, number] {
  const words: [number, number, number, number] = [0, 0, 0, 0];
  for (let part = 0; part < PARTS * PARTS; part++) {
    const kind = parts[(cell.row + (part >> PART_BITS)) * columns + cell.column + (part & (PARTS - 1))];
    if (kind === OUTER) continue;
    const word = kind === INNER ? wordOf(part) : wordOf(part) + 2;
    words[word] = (words[word] ?? 0) | (1 << (part & 31));
  }
  return words;
}

function markPolygon(bands: EdgeBands, area: PartArea, parts: Uint8Array): void {
  markEdges(bands, area, parts);
  for (let row = 0; row < area.rows; row++) {
    let known: number | null = null;
    for (let column = 0; column < area.columns; column++) {
      const at = row * area.columns + column;
      if (parts[at] === CROSSED) {
        known = null;
        continue;
      }
      // Parts side by side without an edge in them are on the same side of everything.
      known ??= isInside(bands, area, { column, row }) ? INNER : OUTER;
      parts[at] = known;
    }
  }
}

function isInside(bands: EdgeBands, area: PartArea, { column, row }: { column: number; row: number }): boolean {
  const x = (area.west + column + 0.5) / area.partsPerUnit;
  const y = (area.south + row + 0.5) / area.partsPerUnit;
  return locate(bands, x, y) === 'inside';
}

function markEdges(bands: EdgeBands, area: PartArea, parts: Uint8Array): void {
  const mark = (column: number, row: number) => {
    const isWithin = column >= 0 && column < area.columns && row >= 0 && row < area.rows;
    if (isWithin) parts[row * area.columns + column] = CROSSED;
  };
  const x = (vertex: number) => coordinateAt(bands.vertices, 2 * vertex) * area.partsPerUnit - area.west;
  const y = (vertex: number) => coordinateAt(bands.vertices, 2 * vertex + 1) * area.partsPerUnit - area.south;
  forEachEdge(bands, (edge) => walkCells({ x1: x(edge), y1: y(edge), x2: x(edge + 1), y2: y(edge + 1) }, mark));
}

function markCircle(piece: CirclePiece, area: PartArea, parts: Uint8Array): void {
  for (let row = 0; row < area.rows; row += PARTS) {
    for (let column = 0; column < area.columns; column += PARTS) {
      markSquare({ piece, area, parts }, { column, row, side: PARTS });
    }
  }
}

interface Marking {
  readonly piece: CirclePiece;
  readonly area: PartArea;
  readonly parts: Uint8Array;
}

/** Marks a square at once where it is all inside or all outside the circle, else its quarters. */
function markSquare(marking: Marking, square: PartSquare): void {
  const { piece, area, parts } = marking;
  const { column, row, side } = square;
  const { center, radiusMeters } = piece.circle;
  const reach = partReachMeters(area, square);
  const distance = haversineMeters(center, partMiddle({ area, frame: piece.frame }, square));
  if (distance - reach > radiusMeters) return;
  const isInner = distance + reach < radiusMeters;
  if (isInner || side === 1) {
    for (let up = row; up < row + side; up++) {
      parts.fill(isInner ? INNER : CROSSED, up * area.columns + column, up * area.columns + column + side);
    }
    return;
  }
  const half = side / 2;
  for (const north of [0, half]) {
    for (const east of [0, half]) markSquare(marking, { column: column + east, row: row + north, side: half });
  }
}
