import { type Random, createRandom } from '../random.ts';
import { AREAS, type AreaKind, type AreaLayout, FENCE, ROADS } from './layout.ts';
import { type Place, type Point, type Rectangle, toPlace } from './plane.ts';
import { type RoadRoutes, createRoadRoutes } from './routes.ts';

/** A small industrial site that exists nowhere. */
export interface Site {
  readonly name: string;
  /** IANA zone the shifts of the site are kept in. */
  readonly timeZone: string;
  /** The middle of the site, for a map to open at. */
  readonly center: Place;
  /** The fence around everything. */
  readonly boundary: GeoJsonPolygon;
  /** Named areas within the fence; they do not overlap. */
  readonly areas: readonly SiteArea[];
  /** The roads and driveways people walk along. */
  readonly paths: readonly GeoJsonLine[];
  /** The same in metres on flat ground, for those who walk there. */
  readonly ground: Ground;
}

/** A named area of the site. */
export interface SiteArea {
  /** Stable name within the site, such as `tank-farm`. */
  readonly id: string;
  readonly name: string;
  readonly kind: AreaKind;
  readonly polygon: GeoJsonPolygon;
}

/** The site on flat ground: metres east and north of `origin`. */
export interface Ground {
  readonly origin: Place;
  readonly areas: readonly GroundArea[];
  readonly roads: RoadRoutes;
}

/** An area and the spots in it where people stop; at least one. */
export interface GroundArea extends AreaLayout {
  readonly spots: readonly Point[];
}

/** GeoJSON, counter-clockwise and closed (RFC 7946 §3.1.6). */
export interface GeoJsonPolygon {
  readonly type: 'Polygon';
  readonly coordinates: [longitude: number, latitude: number][][];
}

/** GeoJSON. */
export interface GeoJsonLine {
  readonly type: 'LineString';
  readonly coordinates: [longitude: number, latitude: number][];
}

/** In the South Atlantic, some 900 km from the nearest island: nobody's real site. */
const ORIGIN: Place = { latitude: -43.2, longitude: -20.4 };

const SPOTS_PER_AREA = 6;

/** Nobody stops nearer to an edge, so that a phone's error alone seldom carries anybody across. */
const SPOT_MARGIN_METERS = 10;

/** The site. The seed only moves the spots where people stop. */
export function createSite(seed: number): Site {
  return {
    name: 'Petrel Works',
    timeZone: 'UTC',
    center: toPlace(ORIGIN, { x: (FENCE.west + FENCE.east) / 2, y: (FENCE.south + FENCE.north) / 2 }),
    boundary: polygon(FENCE),
    areas: AREAS.map(({ id, name, kind, ...rectangle }) => ({ id, name, kind, polygon: polygon(rectangle) })),
    paths: ROADS.map((road) => ({ type: 'LineString', coordinates: road.map(coordinates) })),
    ground: {
      origin: ORIGIN,
      areas: AREAS.map((area) => ({ ...area, spots: drawSpots(area, createRandom(seed, 'spots', area.id)) })),
      roads: createRoadRoutes(ROADS),
    },
  };
}

function drawSpots({ west, south, east, north }: Rectangle, random: Random): Point[] {
  return Array.from({ length: SPOTS_PER_AREA }, () => ({
    x: random.between(west + SPOT_MARGIN_METERS, east - SPOT_MARGIN_METERS),
    y: random.between(south + SPOT_MARGIN_METERS, north - SPOT_MARGIN_METERS),
  }));
}

function polygon({ west, south, east, north }: Rectangle): GeoJsonPolygon {
  const corners = [
    { x: west, y: south },
    { x: east, y: south },
    { x: east, y: north },
    { x: west, y: north },
    { x: west, y: south },
  ];
  return { type: 'Polygon', coordinates: [corners.map(coordinates)] };
}

/** Rounded to 1e-7 degrees, about a centimetre: what the product keeps. */
function coordinates(point: Point): [longitude: number, latitude: number] {
  const { latitude, longitude } = toPlace(ORIGIN, point);
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}
