import { DAY_MS } from '../day.ts';
import type { Path } from './unpack-day.ts';

/** Where a tracker was in which hour of a day: numbers that are equal for equal hour and cell, in no order. */
export interface HourCells {
  /** Which size the cells have, an index into {@link CELL_SIZES_E7}. */
  readonly level: number;
  readonly cells: readonly number[];
}

/** An area by its edges in 1e-7 degrees, edges included. `west` lies beyond `east` where it crosses the antimeridian. */
export interface Box {
  readonly southE7: number;
  readonly westE7: number;
  readonly northE7: number;
  readonly eastE7: number;
}

/** Sides of cells, 1e-7 degrees: about 1.1 km to 1,100 km. */
export const CELL_SIZES_E7 = [100_000, 400_000, 1_600_000, 6_400_000, 25_600_000, 102_400_000] as const;

const HOUR_MS = 3_600_000;
/** Cells a day may have; more say little that its box does not. */
const MOST_CELLS = 96;
const LEAST_CELLS = 8;
/** For this many positions one cell more may be kept. */
const POSITIONS_PER_CELL = 32;
/** An area of more cells than these is asked for by box alone. */
const MOST_ASKED = 2_048;

/** Cells of a day, as small as their number allows. */
export function hourCells(path: Path): HourCells {
  const most = Math.max(LEAST_CELLS, Math.min(MOST_CELLS, Math.floor(path.count / POSITIONS_PER_CELL)));
  for (const [level, size] of CELL_SIZES_E7.entries()) {
    const cells = new Set<number>();
    for (let index = 0; index < path.count; index += 1) {
      const hour = Math.floor(((path.recordedAt[index] ?? 0) % DAY_MS) / HOUR_MS);
      const row = Math.floor((path.latitudeE7[index] ?? 0) / size);
      cells.add(cellNumber(hour, row, Math.floor((path.longitudeE7[index] ?? 0) / size)));
      if (cells.size > most && level < CELL_SIZES_E7.length - 1) break;
    }
    if (cells.size <= most || level === CELL_SIZES_E7.length - 1) return { level, cells: [...cells] };
  }
  return { level: 0, cells: [] };
}

/**
 * Numbers of all cells of a level that an area touches in some hours of a day, or null where they are too many to be
 * asked for. A tracker with none of them was not there; one with some may have been.
 * @param hours first and last, 0 to 23.
 */
export function cellsOfBox(box: Box, hours: readonly [number, number], level: number): number[] | null {
  const size = CELL_SIZES_E7[level] ?? 1;
  const cellsOf = (from: number, to: number) => [Math.floor(from / size), Math.floor(to / size)] as const;
  const [south, north] = cellsOf(box.southE7, box.northE7);
  const [west, east] = cellsOf(box.westE7, box.eastE7);
  const asked = (north - south + 1) * (east - west + 1) * (hours[1] - hours[0] + 1);
  if (asked > MOST_ASKED || box.westE7 > box.eastE7) return null;
  const numbers: number[] = [];
  for (let hour = hours[0]; hour <= hours[1]; hour += 1) {
    for (let row = south; row <= north; row += 1) {
      for (let column = west; column <= east; column += 1) numbers.push(cellNumber(hour, row, column));
    }
  }
  return numbers;
}

/** 26 bits that mix row and column, and 5 of the hour: never negative, and different cells rarely meet. */
function cellNumber(hour: number, row: number, column: number): number {
  const mixed = Math.imul(row, 0x9e3779b1) ^ Math.imul(column, 0x85ebca6b);
  return (((mixed ^ (mixed >>> 15)) & 0x3ff_ffff) << 5) | hour;
}
