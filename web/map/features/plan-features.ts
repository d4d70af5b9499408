import type { Feature, FeatureCollection, Geometry, Point } from 'geojson';
import type { GeoBounds } from '../engine.ts';
import { boundsOf } from './bounds.ts';
import { castShadow } from './cast-shadow.ts';
import { middleOf, pointsOf } from './middle-of.ts';

/** What something on a site plan is; the roles of the API's `SitePlan`. */
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

/** What is drawn of site plans. */
export interface PlanFeatures {
  readonly shapes: FeatureCollection<Geometry, PlanShapeProperties>;
  /** Shapes of the floor that is looked at, above all others. */
  readonly floor: FeatureCollection<Geometry, PlanShapeProperties>;
  readonly labels: FeatureCollection<Point, PlanLabelProperties>;
}

/** Properties of a shape. */
export interface PlanShapeProperties {
  /** Its role; `SHADOW` for the ground something hides from the sun. */
  readonly role: PlanRole | 'SHADOW';
  /** 0 for what lies on the ground. */
  readonly heightMeters: number;
}

/** Properties of a name. */
export interface PlanLabelProperties {
  readonly role: PlanRole;
  readonly name: string;
}

const NO_NAMES: ReadonlySet<string> = new Set();
/** A map without any plan. */
export const NO_PLAN: PlanFeatures = planFeatures([]);

const STANDING: ReadonlySet<PlanRole> = new Set<PlanRole>(['BUILDING', 'TANK']);

/**
 * What to draw of the site plans of some places, lowest first: shapes with the shadows of what stands, and names. What
 * is no plan is left out.
 * @param options.names that stand on the map anyway, such as those of zones; they are not written twice.
 * @param options.floor plan of the floor that is looked at.
 */
export function planFeatures(
  plans: readonly unknown[],
  { names = NO_NAMES, floor = null }: { names?: ReadonlySet<string>; floor?: unknown } = {},
): PlanFeatures {
  const features = plans.flatMap(featuresOf);
  const above = featuresOf(floor);
  return {
    shapes: { type: 'FeatureCollection', features: shapesOf(features) },
    floor: { type: 'FeatureCollection', features: shapesOf(above) },
    labels: {
      type: 'FeatureCollection',
      features: [...features, ...above].flatMap((feature) => labelOf(feature, names)),
    },
  };
}

/** The box around a plan, or null where there is nothing on it. */
export function planBounds(plan: unknown): GeoBounds | null {
  const corners = featuresOf(plan).flatMap(({ geometry }) => pointsOf(geometry));
  return boundsOf(corners.map(([longitude = 0, latitude = 0]) => ({ latitude, longitude })));
}

function shapesOf(features: readonly PlanFeature[]): Feature<Geometry, PlanShapeProperties>[] {
  const shadows = features.flatMap(({ geometry, properties: { role, heightMeters } }) =>
    STANDING.has(role) && heightMeters && geometry.type === 'Polygon'
      ? [shape('SHADOW', 0, castShadow(geometry, heightMeters))]
      : [],
  );
  const shapes = features
    .filter(({ properties: { role } }) => role !== 'LABEL')
    .map(({ geometry, properties: { role, heightMeters = 0 } }) => shape(role, heightMeters, geometry));
  return [...shapes, ...shadows];
}

/** A feature as the API accepted it. */
type PlanFeature = Feature<
  Geometry,
  { readonly role: PlanRole; readonly name?: string | null; readonly heightMeters?: number }
>;

function featuresOf(plan: unknown): PlanFeature[] {
  // The geofence service accepts nothing but valid plans.
  const { type, features } = (plan ?? {}) as { type?: unknown; features?: PlanFeature[] };
  return type === 'FeatureCollection' && features ? features : [];
}

function shape(
  role: PlanShapeProperties['role'],
  heightMeters: number,
  geometry: Geometry,
): Feature<Geometry, PlanShapeProperties> {
  return { type: 'Feature', properties: { role, heightMeters }, geometry };
}

function labelOf(
  { geometry, properties: { role, name } }: PlanFeature,
  names: ReadonlySet<string>,
): Feature<Point, PlanLabelProperties>[] {
  const at = name && !names.has(name) ? middleOf(geometry) : null;
  return name && at
    ? [{ type: 'Feature', properties: { role, name }, geometry: { type: 'Point', coordinates: at } }]
    : [];
}
