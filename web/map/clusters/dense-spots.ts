import { STATUSES } from '../crowd/atlas.ts';
import { POINT_WIDTH } from '../crowd/crowd.ts';
import type { ClusterCounts } from './cluster.ts';

/** A grid of squares over a part of the world. Lengths are parts of the world's width, from its north-western corner. */
export interface SpotGrid {
  readonly cell: number;
  /** Which square lies furthest west and north. */
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** Where so many of a crowd stand that they cover one another. */
export interface DenseSpot {
  /** The middle of those who stand there. */
  readonly x: number;
  readonly y: number;
  readonly total: number;
  readonly counts: ClusterCounts;
  /** The square in its middle, counted from the corner of the world. */
  readonly column: number;
  readonly row: number;
}

/**
 * The squares of a grid that hold at least so many, each with those around it that no fuller one took.
 * @param points of a crowd, `POINT_WIDTH` numbers each; @param order the slots that have a position
 */
export function denseSpots(
  { points, order }: { readonly points: Float32Array; readonly order: Uint32Array },
  grid: SpotGrid,
  least: number,
): DenseSpot[] {
  const told = countCells(points, order, grid);
  const cells = Array.from({ length: grid.columns * grid.rows }, (_, cell) => cell);
  const dense = cells.filter((cell) => at(told.totals, cell) >= least);
  const taken = new Set<number>();
  return dense
    .toSorted((a, b) => at(told.totals, b) - at(told.totals, a) || a - b)
    .flatMap((cell) => {
      if (taken.has(cell)) return [];
      const around = neighboursOf(cell, grid).filter((one) => !taken.has(one));
      for (const one of around) taken.add(one);
      return [spotOf(cell, around, { told, grid })];
    });
}

interface Told {
  readonly totals: Uint32Array;
  /** By status, in the order of the crowd's. */
  readonly statuses: Uint32Array;
  /** Sums of x and y. */
  readonly sums: Float64Array;
}

function countCells(points: Float32Array, order: Uint32Array, grid: SpotGrid): Told {
  const length = grid.columns * grid.rows;
  const statuses = new Uint32Array(length * STATUSES.length);
  const [totals, sums] = [new Uint32Array(length), new Float64Array(length * 2)];
  for (const slot of order) {
    const from = slot * POINT_WIDTH;
    const [x, y] = [at(points, from) + at(points, from + 2), at(points, from + 1) + at(points, from + 3)];
    const [column, row] = [Math.floor(x / grid.cell) - grid.left, Math.floor(y / grid.cell) - grid.top];
    if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
    const cell = row * grid.columns + column;
    totals[cell] = at(totals, cell) + 1;
    const status = cell * STATUSES.length + (at(points, from + 4) % STATUSES.length);
    statuses[status] = at(statuses, status) + 1;
    sums[2 * cell] = at(sums, 2 * cell) + x;
    sums[2 * cell + 1] = at(sums, 2 * cell + 1) + y;
  }
  return { totals, statuses, sums };
}

function spotOf(cell: number, around: readonly number[], { told, grid }: { told: Told; grid: SpotGrid }): DenseSpot {
  const sum = (values: Uint32Array | Float64Array, width: number, place: number) =>
    around.reduce((total, one) => total + at(values, one * width + place), 0);
  const total = sum(told.totals, 1, 0);
  const counts = { CONNECTED: 0, IDLE: 0, DISCONNECTED: 0 };
  for (const [index, status] of STATUSES.entries()) counts[status] = sum(told.statuses, STATUSES.length, index);
  return {
    x: sum(told.sums, 2, 0) / total,
    y: sum(told.sums, 2, 1) / total,
    total,
    counts,
    column: grid.left + (cell % grid.columns),
    row: grid.top + Math.floor(cell / grid.columns),
  };
}

/** A square and those around it. */
function neighboursOf(cell: number, { columns, rows }: SpotGrid): number[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  return [-1, 0, 1].flatMap((down) =>
    [-1, 0, 1].flatMap((right) => {
      const [there, below] = [column + right, row + down];
      return there >= 0 && below >= 0 && there < columns && below < rows ? [below * columns + there] : [];
    }),
  );
}

function at(values: Float32Array | Float64Array | Uint32Array, index: number): number {
  return values[index] ?? 0;
}
