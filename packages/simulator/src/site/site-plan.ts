import { type GeoJsonLine, type GeoJsonPoint, type GeoJsonPolygon, lineOf, pointOf, polygonOf } from './geo-json.ts';
import { type Frame, type Point, type Rectangle, circle, corners } from './plane.ts';
import { ROADS } from './roads.ts';
import { BUILDINGS, FENCES, GATES, GREENS, ISLAND, PAVED, QUAYS, RAILS, SEA, TANKS } from './structures.ts';

/** What the site looks like on the map, as the API's `SitePlan` has it; what lies below comes first. */
export interface SitePlan {
  readonly type: 'FeatureCollection';
  readonly features: readonly PlanFeature[];
}

/** One thing on the plan. Grounds, roads, tanks and buildings are polygons; fences, gates and rails lines; labels points. */
export interface PlanFeature {
  readonly type: 'Feature';
  readonly properties: { readonly role: PlanRole; readonly name?: string; readonly heightMeters?: number };
  readonly geometry: GeoJsonPolygon | GeoJsonLine | GeoJsonPoint;
}

/** What a thing on the plan is. */
export type PlanRole =
  | 'BUILDING'
  | 'TANK'
  | 'ROAD'
  | 'RAIL'
  | 'PAVED'
  | 'GREEN'
  | 'WATER'
  | 'QUAY'
  | 'FENCE'
  | 'GATE'
  | 'LABEL';

/** The plan of the terminal. */
export function sitePlan(frame: Frame): SitePlan {
  const box = (role: PlanRole, rectangle: Rectangle & Named) =>
    feature({ role, ...named(rectangle) }, polygonOf(frame, corners(rectangle)));
  const features = [
    feature({ role: 'WATER' }, polygonOf(frame, corners(SEA), [ISLAND])),
    feature({ role: 'GREEN' }, polygonOf(frame, ISLAND)),
    ...PAVED.map((rectangle) => box('PAVED', rectangle)),
    ...QUAYS.map((quay) => box('QUAY', quay)),
    ...ROADS.flatMap((road) => stretches(road)).map((rectangle) => box('ROAD', rectangle)),
    ...GREENS.map((rectangle) => box('GREEN', rectangle)),
    ...RAILS.map((line) => feature({ role: 'RAIL' }, lineOf(frame, line))),
    ...TANKS.map(({ name, heightMeters, center, radiusMeters }) =>
      feature({ role: 'TANK', name, heightMeters }, polygonOf(frame, circle(center, radiusMeters))),
    ),
    ...BUILDINGS.map(({ heightMeters, ...building }) =>
      feature({ role: 'BUILDING', ...named(building), heightMeters }, polygonOf(frame, corners(building))),
    ),
    ...FENCES.map((line) => feature({ role: 'FENCE' }, lineOf(frame, line))),
    ...GATES.map(({ name, line }) => feature({ role: 'GATE', name }, lineOf(frame, line))),
    ...LABELS.map(({ name, at }) => feature({ role: 'LABEL', name }, pointOf(frame, at))),
  ];
  return { type: 'FeatureCollection', features };
}

const LABELS: readonly { readonly name: string; readonly at: Point }[] = [
  { name: 'Ferry', at: { x: -282, y: 110 } },
  { name: 'Car park', at: { x: -145, y: 152 } },
  { name: 'Truck park', at: { x: 205, y: 400 } },
  { name: 'Anchorage', at: { x: 160, y: -300 } },
];

const ROAD_WIDTH_METERS = 8;

/** The stretches of a road between its ends and bends, each as broad as the road and squarely overlapping the next. */
function stretches(road: readonly Point[]): Rectangle[] {
  const bends = road.filter((point, index) => !isBetween(road[index - 1], point, road[index + 1]));
  const half = ROAD_WIDTH_METERS / 2;
  return bends.slice(1).map((to, index) => {
    const from = bends[index] ?? to;
    return {
      west: Math.min(from.x, to.x) - half,
      south: Math.min(from.y, to.y) - half,
      east: Math.max(from.x, to.x) + half,
      north: Math.max(from.y, to.y) + half,
    };
  });
}

/** Whether a road goes straight on there. All roads run along an axis of the ground. */
function isBetween(before: Point | undefined, point: Point, after: Point | undefined): boolean {
  if (!before || !after) return false;
  return (before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y);
}

interface Named {
  readonly name?: string;
}

function named({ name }: Named): Named {
  return name === undefined ? {} : { name };
}

function feature(properties: PlanFeature['properties'], geometry: PlanFeature['geometry']): PlanFeature {
  return { type: 'Feature', properties, geometry };
}
