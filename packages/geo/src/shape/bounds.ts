import { EARTH_RADIUS_METERS, RADIANS } from './haversine.ts';
import { prepare, type PreparedPolygon } from './prepare.ts';
import type { CircleShape, Shape } from './shape.ts';

/**
 * The smallest box around a shape, in degrees. As in RFC 7946 §5.2 the west is larger than the east where the box lies
 * across the antimeridian; -180 to 180 where it goes all the way round.
 */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The box around a shape. */
export function bounds(shape: Shape): Bounds {
  if (shape.kind === 'circle') return circleBounds(shape);
  const polygons = prepare(shape);
  return {
    ...enclosing(polygons.map(reach)),
    south: Math.min(...polygons.map(({ bands }) => bands.south)),
    north: Math.max(...polygons.map(({ bands }) => bands.north)),
  };
}

/** How far a circle reaches: its latitudes, and degrees of longitude to either side of its centre (180: all round). */
export interface CircleReach {
  readonly south: number;
  readonly north: number;
  readonly halfWidth: number;
}

/** How far all that is at most so many metres from a point reaches, a hair too much rather than too little. */
export function circleReach({ center, radiusMeters }: Pick<CircleShape, 'center' | 'radiusMeters'>): CircleReach {
  const angle = (radiusMeters / EARTH_RADIUS_METERS) * (1 + 1e-9) + 1e-14;
  const south = Math.max(center.latitude - angle / RADIANS, -90);
  const north = Math.min(center.latitude + angle / RADIANS, 90);
  const sine = Math.sin(angle) / Math.cos(center.latitude * RADIANS);
  // A circle that holds a pole, or touches one, is met on every meridian.
  const isPolar = south === -90 || north === 90 || !(sine < 1);
  return { south, north, halfWidth: isPolar ? 180 : (Math.asin(sine) / RADIANS) * (1 + 1e-9) };
}

function circleBounds(circle: CircleShape): Bounds {
  const { south, north, halfWidth } = circleReach(circle);
  if (halfWidth === 180) return { west: -180, east: 180, south, north };
  const { longitude } = circle.center;
  return { ...enclosing([turned({ west: longitude - halfWidth, east: longitude + halfWidth })]), south, north };
}

/** A stretch of longitude: begins between -180 and 180 and ends east of that, perhaps beyond 180. */
interface Arc {
  readonly west: number;
  readonly east: number;
}

function reach({ frame, bands: { west, east } }: PreparedPolygon): Arc {
  return frame === 'greenwich' ? { west, east } : turned({ west: west + 180, east: east + 180 });
}

function turned({ west, east }: Arc): Arc {
  if (west < -180) return { west: west + 360, east: east + 360 };
  return west > 180 ? { west: west - 360, east: east - 360 } : { west, east };
}

/** The shortest stretch around arcs: all but the widest gap between them. */
function enclosing(arcs: readonly Arc[]): Arc {
  const sorted = arcs.toSorted((a, b) => a.west - b.west);
  const west = sorted[0]?.west ?? -180;
  let end = west;
  let widest = { gap: 0, west: -180, east: 180 };
  for (const arc of sorted) {
    if (arc.west - end > widest.gap) widest = { gap: arc.west - end, west: arc.west, east: end };
    end = Math.max(end, arc.east);
  }
  if (west + 360 - end >= widest.gap && west + 360 > end) widest = { gap: 0, west, east: end };
  return { west: widest.west, east: widest.east > 180 ? widest.east - 360 : widest.east };
}
