import type { Point, Rectangle } from './plane.ts';

/** What a zone is for, as the API's `GeofenceKind` has it. */
export type ZoneKind = 'WORK_ZONE' | 'MUSTER_POINT' | 'EXCLUSION' | 'GATE' | 'BREAK_AREA';

/** Somewhere people or vehicles stop. Areas do not overlap and are convex, so that a straight way inside stays inside. */
export interface AreaLayout extends Rectangle {
  readonly id: string;
  readonly name: string;
  /** Null where it is no zone: nobody is counted there. */
  readonly kind: ZoneKind | null;
  /** The place it belongs to. */
  readonly placeId: string;
  /** Under a roof a phone knows its place less well. */
  readonly indoors: boolean;
  /** Where one goes in and out, each the end of a road. */
  readonly doors: readonly Point[];
  /** The part of it where one stops: between tanks there is only a lane. */
  readonly stopsIn: Rectangle;
}

/** Every area: metres on the ground, the quay in the south, the main gate in the west. */
export const AREAS: readonly AreaLayout[] = [
  area('main-gate', 'Main gate', { kind: 'GATE', at: [2, 96, 24, 124], doors: [[24, 110]] }),
  area('truck-gate', 'Truck gate', { kind: 'GATE', at: [116, 324, 152, 348], doors: [[134, 324]] }),
  area('operations', 'Operations building', {
    kind: 'WORK_ZONE',
    at: [50, 36, 118, 86],
    doors: [
      [84, 36],
      [50, 62],
    ],
    indoors: true,
  }),
  area('canteen', 'Canteen and rest room', {
    kind: 'BREAK_AREA',
    at: [50, 98, 118, 136],
    doors: [
      [50, 117],
      [84, 136],
    ],
    indoors: true,
  }),
  area('workshop', 'Workshop', {
    kind: 'WORK_ZONE',
    at: [50, 166, 118, 222],
    doors: [
      [84, 166],
      [50, 196],
    ],
    indoors: true,
  }),
  area('warehouse', 'Warehouse', {
    kind: 'WORK_ZONE',
    at: [50, 243, 118, 299],
    doors: [
      [84, 299],
      [50, 272],
    ],
    indoors: true,
  }),
  area('manifold', 'Pumps and manifold', {
    kind: 'WORK_ZONE',
    at: [150, 36, 214, 134],
    doors: [
      [183, 36],
      [183, 134],
    ],
    placeId: 'process',
  }),
  area('loading', 'Truck loading', {
    kind: 'WORK_ZONE',
    at: [230, 36, 286, 134],
    doors: [
      [257, 36],
      [257, 134],
    ],
    placeId: 'process',
  }),
  area('tanks-west', 'Tank farm west', {
    kind: 'WORK_ZONE',
    at: [150, 166, 286, 299],
    doors: [[218, 232]],
    placeId: 'tank-farms',
    stopsIn: [162, 229, 274, 236],
  }),
  area('tanks-east', 'Tank farm east', {
    kind: 'WORK_ZONE',
    at: [316, 166, 474, 299],
    doors: [[369, 232]],
    placeId: 'tank-farms',
    stopsIn: [328, 229, 462, 236],
  }),
  area('laydown', 'Laydown yard', {
    kind: 'WORK_ZONE',
    at: [316, 36, 378, 134],
    doors: [
      [347, 36],
      [347, 134],
    ],
  }),
  area('vapour-unit', 'Vapour unit, no entry', {
    kind: 'EXCLUSION',
    at: [420, 50, 474, 120],
    doors: [[447, 50]],
    placeId: 'process',
    stopsIn: [446, 60, 452, 110],
  }),
  area('quay', 'Quay', {
    kind: 'WORK_ZONE',
    at: [50, -28, 330, 6],
    doors: [
      [84, 6],
      [183, 6],
      [257, 6],
    ],
    placeId: 'marine',
  }),
  area('jetty', 'Jetty head', {
    kind: 'WORK_ZONE',
    at: [345, -166, 455, -124],
    doors: [[400, -124]],
    placeId: 'marine',
  }),
  area('muster-west', 'Muster point west', {
    kind: 'MUSTER_POINT',
    at: [-84, 46, -44, 86],
    doors: [[-62, 86]],
    placeId: 'muster-points',
  }),
  area('muster-east', 'Muster point east', {
    kind: 'MUSTER_POINT',
    at: [544, 130, 584, 170],
    doors: [[544, 150]],
    placeId: 'muster-points',
  }),
  area('ferry-landing', 'Ferry landing', {
    kind: null,
    at: [-262, 94, -216, 126],
    doors: [[-216, 110]],
    placeId: 'terminal',
  }),
  area('car-park', 'Car park', { kind: null, at: [-190, 128, -100, 176], doors: [[-145, 128]], placeId: 'terminal' }),
  area('truck-park', 'Truck park', { kind: null, at: [170, 384, 240, 416], doors: [[170, 400]], placeId: 'terminal' }),
  area('tender-berth', 'Tender berth', { kind: null, at: [20, -52, 50, -42], doors: [[35, -52]], placeId: 'terminal' }),
  area('jetty-berth', 'Jetty berth', {
    kind: null,
    at: [364, -196, 436, -180],
    doors: [[400, -196]],
    placeId: 'terminal',
  }),
  area('anchorage', 'Anchorage', { kind: null, at: [120, -330, 200, -270], doors: [[160, -270]], placeId: 'terminal' }),
  area('ferry-pier', 'Ferry pier', { kind: null, at: [-306, 70, -286, 140], doors: [[-296, 70]], placeId: 'terminal' }),
];

/** The ground that counts as on site: land within the fence, quay, trestle and jetty. */
export const GROUNDS: readonly Point[] = [
  [-2, -32],
  [334, -32],
  [334, -10],
  [390, -10],
  [390, -120],
  [341, -120],
  [341, -170],
  [459, -170],
  [459, -120],
  [410, -120],
  [410, -10],
  [524, -10],
  [524, 352],
  [-2, 352],
].map(([x = 0, y = 0]) => ({ x, y }));

interface AreaOptions {
  readonly kind: ZoneKind | null;
  readonly at: Box;
  readonly doors: readonly [x: number, y: number][];
  readonly placeId?: string;
  readonly indoors?: boolean;
  readonly stopsIn?: Box;
}

type Box = readonly [west: number, south: number, east: number, north: number];

function area(id: string, name: string, options: AreaOptions): AreaLayout {
  const { kind, at, doors, placeId = 'services', indoors = false, stopsIn = at } = options;
  const ends = doors.map(([x, y]) => ({ x, y }));
  return { id, name, kind, placeId, indoors, ...rectangle(at), doors: ends, stopsIn: rectangle(stopsIn) };
}

function rectangle([west, south, east, north]: Box): Rectangle {
  return { west, south, east, north };
}
