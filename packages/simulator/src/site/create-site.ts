import { type Random, createRandom } from '../random.ts';
import { AREAS, type AreaLayout, GROUNDS, type ZoneKind } from './areas.ts';
import { type GeoJsonPolygon, polygonOf } from './geo-json.ts';
import { PLACES, type SitePlace } from './places.ts';
import { type Frame, type Place, type Point, type Ring, corners, toPlace } from './plane.ts';
import { FAIRWAYS, ROADS } from './roads.ts';
import { type RoadRoutes, createRoadRoutes } from './routes.ts';
import { type SitePlan, sitePlan } from './site-plan.ts';

/** A tank terminal on an island that exists nowhere. */
export interface Site {
  readonly name: string;
  /** IANA zone in which people are on shift. */
  readonly timeZone: string;
  /** The middle of the terminal, for a map to open at. */
  readonly center: Place;
  /** The tree of places; the site comes first and everything after what it belongs to. */
  readonly places: readonly SitePlace[];
  /** What becomes geofences: the whole ground, and zones that do not overlap each other. */
  readonly zones: readonly Zone[];
  /** What the site looks like on the map. */
  readonly plan: SitePlan;
  /** The same in metres on flat ground, for those who walk there. */
  readonly ground: Ground;
}

/** Somewhere people are counted, or must not be. */
export interface Zone {
  /** Stable name within the site, such as `tanks-west`. */
  readonly id: string;
  readonly name: string;
  readonly kind: ZoneKind;
  /** The place it belongs to. */
  readonly placeId: string;
  readonly polygon: GeoJsonPolygon;
  /** The same on the ground. */
  readonly ring: Ring;
}

/** The site on flat ground. */
export interface Ground {
  readonly frame: Frame;
  readonly areas: ReadonlyMap<string, GroundArea>;
  /** Ways of people and vehicles, and, apart from them, of vessels. */
  readonly roads: RoadRoutes;
}

/** An area and the spots in it where one stops; at least one. */
export interface GroundArea extends AreaLayout {
  readonly spots: readonly Point[];
}

/** The zone that holds everybody who is on site. */
export const WHOLE_SITE = 'whole-site';

/**
 * On the Dogger Bank, a shoal of the North Sea some 150 km from any coast, so nobody's real site. The bank is British
 * there, and whoever works at sea off Britain keeps its time, summer time included.
 */
const FRAME: Frame = { origin: { latitude: 54.72, longitude: 2.18 }, headingDegrees: 17 };
const TIME_ZONE = 'Europe/London';

const SPOTS_PER_AREA = 8;

/** Nobody stops nearer to an edge, so that a phone's error alone seldom carries anybody across. */
const SPOT_MARGIN_METERS = 10;

/** The site. The seed only moves the spots where people stop. */
export function createSite(seed: number): Site {
  const areas = AREAS.map((area) => ({ ...area, spots: drawSpots(area, createRandom(seed, 'spots', area.id)) }));
  const plan = sitePlan(FRAME);
  return {
    name: PLACES[0].name,
    timeZone: TIME_ZONE,
    center: toPlace(FRAME, { x: 261, y: 150 }),
    places: PLACES.map((place) => (place.parentId === null ? { ...place, timeZone: TIME_ZONE, plan } : place)),
    zones: [wholeSite(), ...AREAS.flatMap(zoneOf)],
    plan,
    ground: {
      frame: FRAME,
      areas: new Map(areas.map((area) => [area.id, area])),
      roads: createRoadRoutes([...ROADS, ...FAIRWAYS]),
    },
  };
}

function wholeSite(): Zone {
  const [{ id: placeId }] = PLACES;
  const polygon = polygonOf(FRAME, GROUNDS);
  return { id: WHOLE_SITE, name: 'Whole terminal', kind: 'WORK_ZONE', placeId, polygon, ring: GROUNDS };
}

function zoneOf({ id, name, kind, placeId, ...rectangle }: AreaLayout): Zone[] {
  const ring = corners(rectangle);
  return kind === null ? [] : [{ id, name, kind, placeId, polygon: polygonOf(FRAME, ring), ring }];
}

function drawSpots({ stopsIn, ...area }: AreaLayout, random: Random): Point[] {
  const within = {
    west: Math.max(stopsIn.west, Math.min(area.west + SPOT_MARGIN_METERS, middle(area.west, area.east))),
    east: Math.min(stopsIn.east, Math.max(area.east - SPOT_MARGIN_METERS, middle(area.west, area.east))),
    south: Math.max(stopsIn.south, Math.min(area.south + SPOT_MARGIN_METERS, middle(area.south, area.north))),
    north: Math.min(stopsIn.north, Math.max(area.north - SPOT_MARGIN_METERS, middle(area.south, area.north))),
  };
  return Array.from({ length: SPOTS_PER_AREA }, () => ({
    x: random.between(within.west, within.east),
    y: random.between(within.south, within.north),
  }));
}

function middle(from: number, to: number): number {
  return (from + to) / 2;
}
