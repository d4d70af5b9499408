import type { Point, Rectangle, Ring } from './plane.ts';

/** A building or canopy on the plan. */
export interface Structure extends Rectangle {
  /** Absent where it is one of many. */
  readonly name?: string;
  readonly heightMeters: number;
}

/** What stands up and is no tank. */
export const BUILDINGS: readonly Structure[] = [
  building([54, 40, 114, 82], 13, 'Operations building'),
  building([60, 82, 84, 84], 4),
  building([54, 102, 114, 132], 6, 'Canteen'),
  building([54, 170, 114, 218], 10, 'Workshop'),
  building([54, 247, 114, 295], 12, 'Warehouse'),
  building([6, 116, 18, 123], 4, 'Gatehouse'),
  building([120, 336, 128, 345], 4, 'Truck gatehouse'),
  building([158, 60, 196, 78], 7, 'Pump house'),
  building([158, 96, 196, 108], 5),
  building([240, 56, 276, 66], 8, 'Loading bay 1'),
  building([240, 78, 276, 88], 8, 'Loading bay 2'),
  building([240, 100, 276, 110], 8, 'Loading bay 3'),
  building([322, 96, 336, 108], 3),
  building([322, 112, 336, 124], 3),
  building([358, 108, 372, 118], 3),
  building([430, 62, 444, 80], 9, 'Vapour recovery'),
  building([502, 60, 516, 84], 5, 'Fire water pumps'),
  building([502, 200, 516, 232], 6, 'Substation'),
  building([374, -158, 390, -146], 6, 'Jetty control'),
  building([396, -162, 404, -154], 16, 'Loading arms'),
  building([-250, 98, -232, 110], 4, 'Ferry shelter'),
  // The pipe rack: from the manifold along the middle road and out over the trestle.
  building([198, 140, 304, 144], 7, 'Pipe rack'),
  building([304, 140, 408, 144], 7),
  building([408, -124, 412, 144], 7),
];

/** A round tank. */
export interface Tank {
  readonly name: string;
  readonly center: Point;
  readonly radiusMeters: number;
  readonly heightMeters: number;
}

/** Four large tanks in the west, six smaller ones in the east, with a lane between their rows, and two at the vapour unit. */
export const TANKS: readonly Tank[] = [
  ...[199, 266].flatMap((y, row) =>
    [184, 252].map((x, column) => tank(`T-${101 + row * 2 + column}`, { x, y }, { radius: 24, height: 19 })),
  ),
  ...[199, 266].flatMap((y, row) =>
    [342, 395, 448].map((x, column) =>
      tank(`T-${201 + row * 3 + column}`, { x, y }, { radius: 20, height: 14 + column * 2 }),
    ),
  ),
  tank('V-301', { x: 460, y: 70 }, { radius: 6, height: 24 }),
  tank('V-302', { x: 460, y: 96 }, { radius: 6, height: 24 }),
];

/** The island everything stands on; what is not the island is the sea. */
export const ISLAND: Ring = points([
  [-300, 60],
  [-250, 20],
  [-150, -4],
  [-40, -8],
  [0, -30],
  [332, -30],
  [336, -8],
  [500, -8],
  [600, 20],
  [650, 110],
  [640, 240],
  [590, 370],
  [470, 440],
  [300, 452],
  [120, 470],
  [-60, 462],
  [-180, 400],
  [-260, 300],
  [-312, 180],
]);

/** As far as the sea is drawn. */
export const SEA: Rectangle = { west: -1400, south: -1300, east: 1750, north: 1500 };

/** Paved ground, below roads and buildings. */
export const PAVED: readonly Rectangle[] = [
  rectangle([2, -8, 520, 348]),
  rectangle([-196, 124, -96, 180]),
  rectangle([-266, 92, -212, 128]),
  rectangle([166, 380, 244, 420]),
];

/** Grass within and around, above what is paved. */
export const GREENS: readonly Rectangle[] = [
  rectangle([6, 134, 28, 306]),
  rectangle([6, 30, 28, 88]),
  rectangle([498, 250, 518, 342]),
  rectangle([166, 324, 486, 342]),
  rectangle([-92, 38, -36, 94]),
  rectangle([536, 122, 592, 178]),
];

/** Quay, trestle, jetty and pier. */
export const QUAYS: readonly (Rectangle & { readonly name?: string })[] = [
  { ...rectangle([0, -30, 332, 8]), name: 'Quay' },
  rectangle([394, -124, 414, 12]),
  { ...rectangle([343, -168, 457, -122]), name: 'Jetty' },
  rectangle([-296, 102, -262, 118]),
];

/** The rail siding behind the north road. */
export const RAILS: readonly (readonly Point[])[] = [
  points([
    [60, 305],
    [480, 305],
  ]),
  points([
    [120, 309],
    [440, 309],
  ]),
];

/** The fence between its gates, and the gates. The quay needs none. */
export const FENCES: readonly (readonly Point[])[] = [
  points([
    [0, -28],
    [0, 103],
  ]),
  points([
    [0, 117],
    [0, 350],
    [127, 350],
  ]),
  points([
    [141, 350],
    [522, 350],
    [522, 157],
  ]),
  points([
    [522, 143],
    [522, -6],
  ]),
];

/** The openings of the fence. */
export const GATES: readonly { readonly name: string; readonly line: readonly Point[] }[] = [
  {
    name: 'Main gate',
    line: points([
      [0, 103],
      [0, 117],
    ]),
  },
  {
    name: 'Truck gate',
    line: points([
      [127, 350],
      [141, 350],
    ]),
  },
  {
    name: 'Emergency gate',
    line: points([
      [522, 157],
      [522, 143],
    ]),
  },
];

function building(at: Box, heightMeters: number, name?: string): Structure {
  return { ...rectangle(at), heightMeters, ...(name === undefined ? {} : { name }) };
}

function tank(name: string, center: Point, { radius, height }: { radius: number; height: number }): Tank {
  return { name, center, radiusMeters: radius, heightMeters: height };
}

type Box = readonly [west: number, south: number, east: number, north: number];

function rectangle([west, south, east, north]: Box): Rectangle {
  return { west, south, east, north };
}

function points(pairs: readonly (readonly [x: number, y: number])[]): Point[] {
  return pairs.map(([x, y]) => ({ x, y }));
}
