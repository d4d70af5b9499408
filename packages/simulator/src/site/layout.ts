import type { Point, Rectangle } from './plane.ts';

/** What an area of the site is for. */
export type AreaKind = 'gate' | 'office' | 'rest' | 'work' | 'hazard' | 'storage' | 'muster';

/** One area as it is drawn on the plan. */
export interface AreaLayout extends Rectangle {
  readonly id: string;
  readonly name: string;
  readonly kind: AreaKind;
  /** Under a roof a phone knows its place less well. */
  readonly indoors: boolean;
  /** Where one goes in and out; every door is the end of a road. */
  readonly doors: readonly Point[];
}

/** The fence around everything, far enough out that no error of a phone puts anybody outside. Metres. */
export const FENCE: Rectangle = { west: -40, south: -35, east: 340, north: 235 };

/** The areas. They do not overlap, and all are convex, so that a straight line between two spots stays inside. */
export const AREAS: readonly AreaLayout[] = [
  {
    id: 'gate',
    name: 'Main gate',
    kind: 'gate',
    indoors: false,
    west: -10,
    south: 92,
    east: 18,
    north: 128,
    doors: [point(18, 110)],
  },
  {
    id: 'office',
    name: 'Office',
    kind: 'office',
    indoors: true,
    west: 35,
    south: 45,
    east: 85,
    north: 95,
    doors: [point(60, 95), point(60, 45)],
  },
  {
    id: 'canteen',
    name: 'Canteen',
    kind: 'rest',
    indoors: true,
    west: 35,
    south: 125,
    east: 85,
    north: 180,
    doors: [point(60, 125), point(60, 180)],
  },
  {
    id: 'workshop',
    name: 'Workshop',
    kind: 'work',
    indoors: true,
    west: 115,
    south: 45,
    east: 195,
    north: 95,
    doors: [point(155, 95), point(155, 45)],
  },
  {
    id: 'tank-farm',
    name: 'Tank farm',
    kind: 'hazard',
    indoors: false,
    west: 112,
    south: 122,
    east: 198,
    north: 185,
    doors: [point(155, 122), point(155, 185)],
  },
  {
    id: 'warehouse',
    name: 'Warehouse',
    kind: 'storage',
    indoors: true,
    west: 225,
    south: 42,
    east: 290,
    north: 98,
    doors: [point(258, 98), point(258, 42)],
  },
  {
    id: 'quarters',
    name: 'Living quarters',
    kind: 'rest',
    indoors: true,
    west: 225,
    south: 125,
    east: 290,
    north: 182,
    doors: [point(258, 125), point(258, 182)],
  },
  {
    id: 'muster-point',
    name: 'Muster point',
    kind: 'muster',
    indoors: false,
    west: 130,
    south: -15,
    east: 180,
    north: 20,
    doors: [point(155, 20)],
  },
];

const COLUMNS = [20, 60, 100, 155, 210, 258, 300] as const;

/** The roads, each a line of points; where two lines share a point one can turn. */
export const ROADS: readonly (readonly Point[])[] = [
  [point(18, 110), ...COLUMNS.map((x) => point(x, 110))],
  COLUMNS.map((x) => point(x, 30)),
  COLUMNS.map((x) => point(x, 200)),
  ...[20, 100, 210, 300].map((x) => [point(x, 30), point(x, 110), point(x, 200)]),
  [point(60, 110), point(60, 95)],
  [point(60, 30), point(60, 45)],
  [point(60, 110), point(60, 125)],
  [point(60, 200), point(60, 180)],
  [point(155, 110), point(155, 95)],
  [point(155, 30), point(155, 45)],
  [point(155, 110), point(155, 122)],
  [point(155, 200), point(155, 185)],
  [point(258, 110), point(258, 98)],
  [point(258, 30), point(258, 42)],
  [point(258, 110), point(258, 125)],
  [point(258, 200), point(258, 182)],
  [point(155, 30), point(155, 20)],
];

function point(x: number, y: number): Point {
  return { x, y };
}
