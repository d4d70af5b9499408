import type { Point } from './plane.ts';

/** A road is a line of points; where two share a point one can turn. */
type Road = readonly Point[];

/** From the ferry to the main gate and around the terminal, with a driveway to every door. */
export const ROADS: readonly Road[] = [
  // West to east: the road to the main gate, the quay road, the middle road and the north road.
  [at(-216, 110), at(-145, 110), at(-62, 110), at(24, 110), at(36, 110)],
  along(20, [36, 84, 134, 183, 257, 301, 347, 400, 447, 492]),
  along(150, [36, 84, 134, 183, 218, 257, 301, 347, 369, 492, 544]),
  along(315, [36, 84, 134, 218, 301, 369, 492]),
  // South to north: the avenue behind the main gate, the road to the truck gate, and two more.
  across(36, [20, 62, 110, 117, 150, 196, 272, 315]),
  across(134, [20, 150, 315, 324, 400]),
  across(301, [20, 150, 315]),
  across(492, [20, 150, 315]),
  across(400, [20, -124]),
  // The lanes between the tanks.
  across(218, [150, 232, 315]),
  across(369, [150, 232, 315]),
  // Driveways.
  [at(-145, 110), at(-145, 128)],
  [at(-62, 110), at(-62, 86)],
  along(400, [134, 170]),
  ...[84, 183, 257].map((x) => across(x, [6, 20, 36])),
  ...[183, 257, 347].map((x) => across(x, [134, 150])),
  across(347, [20, 36]),
  across(447, [20, 50]),
  across(84, [136, 150, 166]),
  across(84, [299, 315]),
  ...[62, 117, 196, 272].map((y) => along(y, [36, 50])),
];

/** Where the tender sails. Water and land do not meet. */
export const FAIRWAYS: readonly Road[] = [
  [at(35, -52), at(35, -110), at(220, -150), at(340, -215), at(400, -215), at(400, -196)],
  [at(220, -150), at(160, -270)],
  [at(35, -110), at(-180, -110), at(-325, -20), at(-325, 50), at(-296, 70)],
];

function at(x: number, y: number): Point {
  return { x, y };
}

function along(y: number, columns: readonly number[]): Road {
  return columns.map((x) => at(x, y));
}

function across(x: number, rows: readonly number[]): Road {
  return rows.map((y) => at(x, y));
}
