import { coordinateAt } from '../typed-read.ts';
import { walkCells } from '../shape/cell-walk.ts';
import { locate } from '../shape/edge-bands.ts';
import { haversineMeters, METERS_PER_DEGREE, RADIANS } from '../shape/haversine.ts';
import { frameLongitude } from '../shape/plane-polygon.ts';
import type { CirclePiece, Piece, PolygonPiece } from './piece.ts';

/** A cell that a piece has points in. */
export interface PieceCell {
  readonly column: number;
  readonly row: number;
  /** Whether every point of the cell is in the piece, so that none needs a test. */
  readonly isInterior: boolean;
}

/**
 * The cells of a grid that a piece has points in; always the same ones for the same piece. Cell (column, row) holds the
 * points with `floor(x * cellsPerUnit)` = column and `floor(y * cellsPerUnit)` = row.
 * @param cellsPerUnit a power of two, so that the multiplication is exact.
 */
export function cellsOf(piece: Piece, cellsPerUnit: number): PieceCell[] {
  const area = areaOf(piece, cellsPerUnit);
  return piece.kind === 'polygon' ? polygonCells(piece, area) : circleCells(piece, area);
}

interface CellArea {
  readonly cellsPerUnit: number;
  readonly west: number;
  readonly south: number;
  readonly columns: number;
  readonly rows: number;
}

function areaOf({ box }: Piece, cellsPerUnit: number): CellArea {
  const west = Math.floor(box.west * cellsPerUnit);
  const south = Math.floor(box.south * cellsPerUnit);
  return {
    cellsPerUnit,
    west,
    south,
    columns: Math.floor(box.east * cellsPerUnit) - west + 1,
    rows: Math.floor(box.north * cellsPerUnit) - south + 1,
  };
}

function polygonCells({ bands }: PolygonPiece, area: CellArea): PieceCell[] {
  const isCrossed = crossedCells({ bands }, area);
  const cells: PieceCell[] = [];
  for (let row = 0; row < area.rows; row++) {
    let isInside: boolean | null = null;
    for (let column = 0; column < area.columns; column++) {
      const address = { column: area.west + column, row: area.south + row };
      if (isCrossed[row * area.columns + column] === 1) {
        cells.push({ ...address, isInterior: false });
        isInside = null;
        continue;
      }
      // Cells side by side without an edge in them are on the same side of everything.
      isInside ??= isInsideAt(
        bands,
        (address.column + 0.5) / area.cellsPerUnit,
        (address.row + 0.5) / area.cellsPerUnit,
      );
      if (isInside) cells.push({ ...address, isInterior: true });
    }
  }
  return cells;
}

function isInsideAt(bands: PolygonPiece['bands'], x: number, y: number): boolean {
  return locate(bands, x, y) === 'inside';
}

/** 1 for each cell of the area that an edge touches. */
function crossedCells({ bands }: Pick<PolygonPiece, 'bands'>, area: CellArea): Uint8Array {
  const { xs, ys, isEdge } = bands;
  const crossed = new Uint8Array(area.columns * area.rows);
  const mark = (column: number, row: number) => {
    if (column >= 0 && column < area.columns && row >= 0 && row < area.rows) crossed[row * area.columns + column] = 1;
  };
  const toX = (index: number) => coordinateAt(xs, index) * area.cellsPerUnit - area.west;
  const toY = (index: number) => coordinateAt(ys, index) * area.cellsPerUnit - area.south;
  for (const [edge, is] of isEdge.entries()) {
    if (is === 0) continue;
    walkCells({ x1: toX(edge), y1: toY(edge), x2: toX(edge + 1), y2: toY(edge + 1) }, mark);
  }
  return crossed;
}

function circleCells({ circle, frame }: CirclePiece, area: CellArea): PieceCell[] {
  const cells: PieceCell[] = [];
  const size = 1 / area.cellsPerUnit;
  for (let row = area.south; row < area.south + area.rows; row++) {
    const south = row * size;
    // No point of a cell is further from its middle than this: the way along a meridian and the widest parallel.
    const widest = Math.cos(Math.max(south, -south - size, 0) * RADIANS);
    const reach = (Math.hypot(size, size * widest) / 2) * METERS_PER_DEGREE * (1 + 1e-9) + 1e-6;
    for (let column = area.west; column < area.west + area.columns; column++) {
      const longitude = frameLongitude(frame, (column + 0.5) * size);
      const distance = haversineMeters(circle.center, { latitude: south + size / 2, longitude });
      if (distance - reach > circle.radiusMeters) continue;
      cells.push({ column, row, isInterior: distance + reach < circle.radiusMeters });
    }
  }
  return cells;
}
