import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { PlanRole } from '../../../map/features/plan-features.ts';

/** A feature of a plan as the API takes it. */
export type PlanFeature = Feature<
  Geometry,
  { readonly role: PlanRole; readonly name?: string; readonly heightMeters?: number }
>;

/** A drawing as a plan. */
export interface ReadPlan {
  readonly plan: FeatureCollection<Geometry, PlanFeature['properties']>;
  /** How many shapes there are of each role, the most first. */
  readonly roles: readonly (readonly [role: PlanRole, count: number])[];
  /** Of how many shapes the drawing does not say what they are: those became what their form suggests. */
  readonly guessed: number;
  /** How many shapes could not be used. */
  readonly leftOut: number;
}

/** Why a file is no plan. */
export type PlanProblem = 'notGeoJson' | 'noShapes' | 'notDegrees';

const ROLES: ReadonlySet<string> = new Set<PlanRole>([
  'BUILDING', 'TANK', 'ROAD', 'RAIL', 'PAVED', 'GREEN', 'WATER', 'QUAY', 'FENCE', 'GATE', 'LABEL',
]); // prettier-ignore

/** What shapes of a kind are where nothing says what they are. */
const BY_FORM: Readonly<Record<string, PlanRole>> = {
  Point: 'LABEL',
  MultiPoint: 'LABEL',
  LineString: 'ROAD',
  MultiLineString: 'ROAD',
  Polygon: 'BUILDING',
  MultiPolygon: 'BUILDING',
};

/** Words of OpenStreetMap by which drawings often say what something is, the most telling first; `*` is any value. */
const BY_TAG: readonly (readonly [key: string, values: string, role: PlanRole])[] = [
  ['man_made', 'storage_tank silo', 'TANK'],
  ['man_made', 'pier quay', 'QUAY'],
  ['building', '*', 'BUILDING'],
  ['railway', '*', 'RAIL'],
  ['barrier', 'gate lift_gate swing_gate entrance', 'GATE'],
  ['barrier', '*', 'FENCE'],
  ['natural', 'water', 'WATER'],
  ['waterway', '*', 'WATER'],
  ['amenity', 'parking', 'PAVED'],
  ['highway', '*', 'ROAD'],
  ['landuse', 'grass forest meadow recreation_ground', 'GREEN'],
  ['leisure', '*', 'GREEN'],
  ['natural', '*', 'GREEN'],
];

const MOST_NAME = 100;
const TALLEST_METERS = 1_000;
const METERS_A_LEVEL = 3;

/** Reads a drawing in GeoJSON as the plan of a place. @param text of the file. */
export function readPlan(text: string): ReadPlan | PlanProblem {
  const given = featuresOf(parsed(text));
  if (!given) return 'notGeoJson';
  const read = given.flatMap((feature) => featureOf(feature) ?? []);
  if (!read.length) return 'noShapes';
  const features = read.map(({ feature }) => feature);
  if (!features.every(({ geometry }) => positionsOf(geometry).every(isDegrees))) return 'notDegrees';
  const counts = Map.groupBy(features, ({ properties: { role } }) => role);
  return {
    plan: { type: 'FeatureCollection', features },
    roles: [...counts].map(([role, { length }]) => [role, length] as const).toSorted(([, a], [, b]) => b - a),
    guessed: read.filter(({ guessed }) => guessed).length,
    leftOut: given.length - read.length,
  };
}

/** Every position of a geometry. */
export function positionsOf(geometry: Geometry): readonly (readonly number[])[] {
  return 'coordinates' in geometry ? positionsIn(geometry.coordinates) : [];
}

function positionsIn(value: unknown): (readonly number[])[] {
  if (!Array.isArray(value)) return [];
  return typeof value[0] === 'number' ? [value as number[]] : value.flatMap(positionsIn);
}

function isDegrees([longitude = Number.NaN, latitude = Number.NaN]: readonly number[]): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Loose {
  readonly type?: unknown;
  readonly features?: unknown;
  readonly geometry?: unknown;
  readonly properties?: unknown;
}

function featuresOf(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, features }: Loose = value;
  if (type === 'FeatureCollection') return Array.isArray(features) ? features : null;
  if (type === 'Feature') return [value];
  return typeof type === 'string' && Object.hasOwn(BY_FORM, type) ? [{ type: 'Feature', geometry: value }] : null;
}

function featureOf(value: unknown): { feature: PlanFeature; guessed: boolean } | null {
  const { geometry, properties }: Loose = typeof value === 'object' && value !== null ? value : {};
  const form = formOf(geometry);
  if (!form) return null;
  const given = (properties ?? {}) as Given;
  const said = saidRole(given) ?? taggedRole(given);
  const name = nameOf(given['name']);
  const heightMeters = heightOf(given);
  return {
    feature: {
      type: 'Feature',
      properties: { role: said ?? form, ...(name && { name }), ...(heightMeters !== null && { heightMeters }) },
      geometry: geometry as Geometry,
    },
    guessed: said === null,
  };
}

type Given = Readonly<Record<string, unknown>>;

/** What a shape is by its form alone; null where it is none. */
function formOf(geometry: unknown): PlanRole | null {
  if (typeof geometry !== 'object' || geometry === null) return null;
  const { type }: Loose = geometry;
  if (typeof type !== 'string' || !Object.hasOwn(BY_FORM, type)) return null;
  return positionsOf(geometry as Geometry).length ? (BY_FORM[type] ?? null) : null;
}

function saidRole({ role }: Given): PlanRole | null {
  const word = typeof role === 'string' ? role.toUpperCase() : '';
  return ROLES.has(word) ? (word as PlanRole) : null;
}

function taggedRole(given: Given): PlanRole | null {
  const found = BY_TAG.find(([key, values]) => {
    const value = given[key];
    if (typeof value !== 'string' || value === 'no') return false;
    return values === '*' || values.split(' ').includes(value);
  });
  return found?.[2] ?? null;
}

function nameOf(given: unknown): string {
  // Names of plans are one line.
  return typeof given === 'string' ? given.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_NAME) : '';
}

function heightOf(given: Given): number | null {
  const height = numberOf(given['heightMeters'] ?? given['height']);
  const meters = Number.isFinite(height) ? height : numberOf(given['building:levels']) * METERS_A_LEVEL;
  return meters >= 0 && meters <= TALLEST_METERS ? meters : null;
}

/** A number, or the one a text begins with. */
function numberOf(given: unknown): number {
  return typeof given === 'number' ? given : Number.parseFloat(typeof given === 'string' ? given : '');
}
