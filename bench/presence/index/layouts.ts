import { seededRandom } from '../seeded-random.ts';

/** Longitude and latitude. */
export type Position = readonly [number, number];

/** Geofences of one ring each, and points to ask about. */
export interface Layout {
  readonly rings: readonly (readonly Position[])[];
  readonly points: readonly Position[];
}

/** How many points are asked about. */
const POINTS = 100_000;
const METERS_PER_DEGREE = 111_195;
const CENTER: Position = [8, 47];

/** Ways to lay out so many geofences. */
export const LAYOUTS = {
  /** 20–200 vertices, radius 100–1,000 m, anywhere in one and the same 1° × 1°: the more, the more overlap. */
  spread: (count: number) => spread(count, 1),
  /** As `spread`, in an area that grows with their number, so that a point is in as many of them: 1° × 1° for 10,000. */
  even: (count: number) => spread(count, Math.sqrt(count / 10_000)),
  /** Sites of 500 zones on 1 km, radius 5–60 m, scattered over 1° × 1°; the points are on the sites. */
  sites,
} as const satisfies Record<string, (count: number) => Layout>;

function spread(count: number, degrees: number): Layout {
  const random = seededRandom(7);
  const place = (): Position => [CENTER[0] + (random() - 0.5) * degrees, CENTER[1] + (random() - 0.5) * degrees];
  const rings = Array.from({ length: count }, () => star(random, place(), 100 + random() * 900));
  return { rings, points: Array.from({ length: POINTS }, place) };
}

const ZONES_PER_SITE = 500;
const SITE_METERS = 1_000;

function sites(count: number): Layout {
  const random = seededRandom(8);
  const corners = Array.from({ length: Math.ceil(count / ZONES_PER_SITE) }, (): Position => [
    CENTER[0] + random() - 0.5,
    CENTER[1] + random() - 0.5,
  ]);
  const place = (site: number): Position => {
    const [x, y] = corners[site % corners.length] ?? CENTER;
    const degrees = SITE_METERS / METERS_PER_DEGREE;
    return [x + random() * degrees * stretchAt(y), y + random() * degrees];
  };
  const rings = Array.from({ length: count }, (_, index) => star(random, place(index), 5 + random() * 55));
  return { rings, points: Array.from({ length: POINTS }, () => place(Math.floor(random() * corners.length))) };
}

/** How many degrees of longitude are as long as one of latitude. */
function stretchAt(latitude: number): number {
  return 1 / Math.cos((latitude * Math.PI) / 180);
}

function star(random: () => number, [x, y]: Position, radiusMeters: number): Position[] {
  const corners = 20 + Math.floor(random() * 181);
  const ring = Array.from({ length: corners }, (_, corner): Position => {
    const angle = ((corner + 0.5 * random()) / corners) * 2 * Math.PI;
    const length = ((0.6 + 0.4 * random()) * radiusMeters) / METERS_PER_DEGREE;
    return [x + length * Math.cos(angle) * stretchAt(y), y + length * Math.sin(angle)];
  });
  return [...ring, ring[0] ?? [x, y]];
}
