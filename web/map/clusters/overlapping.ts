/**
 * Groups of points that would cover one another: each point, in the order given, gathers those nearer than `reach` that no
 * point before it took. The first of a group stands for it, so that no two of them are nearer than `reach`.
 * @param places x and y of each point, one after the other, in the unit of `reach`.
 * @returns indices of points by group, the first before the others in their order; groups of one among them.
 */
export function overlapping(places: Float64Array, reach: number): number[][] {
  const cells = cellsOf(places, reach);
  const taken = new Uint8Array(places.length / 2);
  const groups: number[][] = [];
  for (let first = 0; first < taken.length; first++) {
    if (taken[first]) continue;
    const group = nearOf(first, { places, reach, cells }).filter((index) => !taken[index]);
    for (const index of group) taken[index] = 1;
    groups.push(group);
  }
  return groups;
}

/** More than there are cells between two edges of the world. */
const ROW = 2 ** 26;

type Cells = ReadonlyMap<number, readonly number[]>;

/** The points of each square of the plane, whose sides are as long as points reach. */
function cellsOf(places: Float64Array, reach: number): Cells {
  const cells = new Map<number, number[]>();
  for (let index = 0; index < places.length / 2; index++) {
    const cell = Math.floor(at(places, 2 * index) / reach) * ROW + Math.floor(at(places, 2 * index + 1) / reach);
    const there = cells.get(cell);
    if (there) there.push(index);
    else cells.set(cell, [index]);
  }
  return cells;
}

/** A point, and those it reaches behind it in the order of all. */
function nearOf(
  first: number,
  { places, reach, cells }: { places: Float64Array; reach: number; cells: Cells },
): number[] {
  const [x, y] = [at(places, 2 * first), at(places, 2 * first + 1)];
  const [column, row] = [Math.floor(x / reach), Math.floor(y / reach)];
  const near: number[] = [];
  for (let cell = 0; cell < 9; cell++) {
    const there = cells.get((column + (cell % 3) - 1) * ROW + row + Math.floor(cell / 3) - 1) ?? [];
    for (const index of there) {
      const away = Math.hypot(at(places, 2 * index) - x, at(places, 2 * index + 1) - y);
      if (index >= first && away < reach) near.push(index);
    }
  }
  return near.toSorted((a, b) => a - b);
}

function at(places: Float64Array, index: number): number {
  return places[index] ?? 0;
}
