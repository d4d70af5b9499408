/** Which of eight by eight squares are free: square (i, j) from the south-west has bit 8 j + i, from 32 on in `high`. */
export interface FreeMask {
  low: number;
  high: number;
}

/** Squares next to each other, both ends included. */
export interface SquareRange {
  west: number;
  east: number;
  south: number;
  north: number;
}

const SIDE = 8;

/** Makes a range of free squares larger, whole sides in turn, as long as all squares of a side are free. */
export function growFree(mask: FreeMask, range: SquareRange): void {
  let { west, east, south, north } = range;
  // The columns that are free in all rows of the range.
  let free = rowOf(mask, south);
  for (let row = south + 1; row <= north; row++) free &= rowOf(mask, row);
  for (let size = -1; size !== east - west + north - south;) {
    size = east - west + north - south;
    east += (free >>> (east + 1)) & 1;
    west -= (free >>> (west - 1)) & (west > 0 ? 1 : 0);
    const sides = (2 << east) - (1 << west);
    const above = rowOf(mask, north + 1);
    const below = rowOf(mask, south - 1);
    if ((above & sides) === sides) {
      north++;
      free &= above;
    }
    if ((below & sides) === sides) {
      south--;
      free &= below;
    }
  }
  range.west = west;
  range.east = east;
  range.south = south;
  range.north = north;
}

/** The free columns of a row; none in rows that there are not. */
function rowOf({ low, high }: FreeMask, row: number): number {
  if (row < 0 || row >= SIDE) return 0;
  return ((row < SIDE / 2 ? low : high) >>> (SIDE * (row & (SIDE / 2 - 1)))) & 0xff;
}
