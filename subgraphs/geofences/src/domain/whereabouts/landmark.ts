import { EARTH_RADIUS_METERS, type Point } from '@trekker/geo';

/** A named feature of a site plan. */
export interface Landmark {
  readonly name: string;
  /** The place whose plan has it. */
  readonly placeId: string;
  /** Points, lines or rings of longitude and latitude in turn. */
  readonly parts: readonly LandmarkPart[];
}

interface LandmarkPart {
  readonly isClosed: boolean;
  readonly line: Float64Array;
}

/** A landmark and how far it is away, metres; 0 in it. */
export interface NearLandmark {
  readonly landmark: Landmark;
  readonly meters: number;
}

/** Farther than this nobody says that somebody is at a landmark, metres. */
const NEAR_METERS = 50;
const METERS_PER_DEGREE = (EARTH_RADIUS_METERS * Math.PI) / 180;

/** The named features of a plan, which is as `parseSitePlan` let it pass. */
export function landmarksOf(placeId: string, plan: string): Landmark[] {
  const { features } = JSON.parse(plan) as { features: readonly PlanFeature[] };
  return features.flatMap(({ geometry, properties }) => {
    const name = properties?.name?.trim();
    return name ? [{ name, placeId, parts: partsOf(geometry) }] : [];
  });
}

interface PlanFeature {
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly properties?: { readonly name?: string | null } | null;
}

/** The landmark that a point lies in or is nearest to; null where none is near. Of several it lies in, the last drawn. */
export function nearestLandmark(landmarks: readonly Landmark[], point: Point): NearLandmark | null {
  let nearest: NearLandmark | null = null;
  for (const landmark of landmarks) {
    const meters = metersFrom(landmark, point);
    if (meters <= NEAR_METERS && (nearest === null || meters <= nearest.meters)) nearest = { landmark, meters };
  }
  return nearest;
}

function partsOf({ type, coordinates }: PlanFeature['geometry']): LandmarkPart[] {
  const isClosed = type.endsWith('Polygon');
  return linesIn(coordinates).map((line) => ({ isClosed, line }));
}

/** Every list of positions in the coordinates of a geometry, laid flat; a single position is a list of one. */
function linesIn(coordinates: unknown): Float64Array[] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === 'number') return [Float64Array.from(coordinates.slice(0, 2))];
  const isLine = Array.isArray(coordinates[0]) && typeof coordinates[0][0] === 'number';
  if (!isLine) return coordinates.flatMap(linesIn);
  return [Float64Array.from(coordinates.flatMap((position: number[]) => position.slice(0, 2)))];
}

function metersFrom({ parts }: Landmark, { latitude, longitude }: Point): number {
  const scale = Math.cos((latitude * Math.PI) / 180);
  let [least, crossings] = [Number.POSITIVE_INFINITY, 0];
  for (const { isClosed, line } of parts) {
    // Each edge goes the short way, also over the antimeridian; the line begins on the point's side of the Earth.
    let east = shortWay((line[0] ?? 0) - longitude);
    for (let at = 0; at < line.length; at += 2) {
      const behind = at + 2 < line.length ? at + 2 : at;
      const [x1, y1] = [east * scale, (line[at + 1] ?? 0) - latitude];
      east += shortWay((line[behind] ?? 0) - (line[at] ?? 0));
      const [x2, y2] = [east * scale, (line[behind + 1] ?? 0) - latitude];
      least = Math.min(least, fromOrigin(x1, y1, x2, y2));
      if (isClosed && isCrossed(x1, y1, x2, y2)) crossings += 1;
    }
  }
  return crossings % 2 ? 0 : least * METERS_PER_DEGREE;
}

/** Whether a ray from the origin to the east meets an edge. */
// oxlint-disable-next-line max-params -- two points, asked once per edge
function isCrossed(x1: number, y1: number, x2: number, y2: number): boolean {
  return y1 > 0 !== y2 > 0 && x1 - (y1 * (x2 - x1)) / (y2 - y1) > 0;
}

/** A difference of longitudes as degrees from -180 to below 180. */
function shortWay(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

// oxlint-disable-next-line max-params -- two points, asked once per edge
function fromOrigin(x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / length));
  return Math.hypot(x1 + share * dx, y1 + share * dy);
}
