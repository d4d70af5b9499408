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
  PARTS,
  type PartArea,
} from './part-area.ts';
import type { CirclePiece, Piece } from './piece.ts';

/** A cell that a piece has points in, cut into four by four parts. */
export interface PieceCell {
  readonly column: number;
  readonly row: number;
  /**
   * What is known of the parts, part (i, j) from the south-west at bit 4 j + i: low half, the part is wholly in the
   * piece; high half, the boundary is in the part and its points need a test. Neither: outside.
   */
  readonly mask: number;
}

/** Whether a part of a cell is wholly in the piece. */
export function isInnerPart(mask: number, part: number): boolean {
  return ((mask >>> part) & 1) === 1;
}

/** Whether a part of a cell has the piece's boundary in it. */
export function isCrossedPart(mask: number, part: number): boolean {
  return ((mask >>> (PARTS * PARTS + part)) & 1) === 1;
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
      const mask = maskAt(parts, area, { column, row });
      if (mask !== 0) cells.push({ column: (area.west + column) / PARTS, row: (area.south + row) / PARTS, mask });
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

function maskAt(parts: Uint8Array, { columns }: PartArea, cell: { column: number; row: number }): number {
  let mask = 0;
  for (let part = 0; part < PARTS * PARTS; part++) {
    const kind = parts[(cell.row + Math.floor(part / PARTS)) * columns + cell.column + (part % PARTS)];
    if (kind === INNER) mask |= 1 << part;
    if (kind === CROSSED) mask |= 1 << (PARTS * PARTS + part);
  }
  return mask;
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

function markCircle({ circle, frame }: CirclePiece, area: PartArea, parts: Uint8Array): void {
  for (let row = 0; row < area.rows; row++) {
    const reach = partReachMeters(area, row);
    for (let column = 0; column < area.columns; column++) {
      const distance = haversineMeters(circle.center, partMiddle({ area, frame }, { column, row }));
      if (distance - reach > circle.radiusMeters) continue;
      parts[row * area.columns + column] = distance + reach < circle.radiusMeters ? INNER : CROSSED;
    }
  }
}
