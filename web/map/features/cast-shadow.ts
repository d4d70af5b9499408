import type { Polygon, Position } from 'geojson';

const METERS_PER_DEGREE = 111_195;
/** A low morning sun in the south-east would hide what stands beside; this one shows height and no more. */
const LENGTH_PER_METER = 0.45;
const LONGEST_METERS = 11;
const TOWARDS = { east: 0.72, north: -0.69 };

/** The shadow of something upright on level ground: the hull of its footprint and of the footprint moved by the sun. */
export function castShadow({ coordinates }: Polygon, heightMeters: number): Polygon {
  const ring = coordinates[0] ?? [];
  const length = Math.min(heightMeters * LENGTH_PER_METER, LONGEST_METERS);
  const latitude = ring[0]?.[1] ?? 0;
  const north = (length * TOWARDS.north) / METERS_PER_DEGREE;
  const east = (length * TOWARDS.east) / (METERS_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
  const moved = ring.map(([x = 0, y = 0]): Position => [x + east, y + north]);
  return { type: 'Polygon', coordinates: [isConvex(ring) ? hullOf([...ring, ...moved]) : moved] };
}

/** Whether a closed ring only ever turns one way. */
function isConvex(ring: readonly Position[]): boolean {
  const turns = ring.slice(0, -1).map((point, index) => {
    const next = ring[index + 1] ?? point;
    return Math.sign(turn(point, next, ring[index + 2] ?? ring[1] ?? next));
  });
  return !(turns.includes(1) && turns.includes(-1));
}

/** The convex hull as a closed ring, counter-clockwise, by Andrew's monotone chain. */
function hullOf(points: readonly Position[]): Position[] {
  const sorted = points.toSorted(([ax = 0, ay = 0], [bx = 0, by = 0]) => ax - bx || ay - by);
  const half = (from: readonly Position[]) => {
    const chain: Position[] = [];
    for (const point of from) {
      while (chain.length > 1 && turn(chain.at(-2) ?? point, chain.at(-1) ?? point, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain;
  };
  const lower = half(sorted);
  return [...lower, ...half(sorted.toReversed()).slice(1)];
}

/** More than 0 where the way from `a` by `b` to `c` turns left. */
function turn([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [cx = 0, cy = 0]: Position): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
