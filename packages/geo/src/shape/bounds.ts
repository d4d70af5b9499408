import { circleReach } from './circle-reach.ts';
import { corridorLine } from './corridor-line.ts';
import type { Frame } from './plane-polygon.ts';
import { prepare } from './prepare.ts';
import type { CircleShape, CorridorShape, PolygonShape, Shape } from './shape.ts';

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
  switch (shape.kind) {
    case 'circle':
      return circleBounds(shape);
    case 'corridor':
      return corridorBounds(shape);
    case 'polygon':
      return polygonBounds(shape);
  }
}

function polygonBounds(shape: PolygonShape): Bounds {
  const polygons = prepare(shape);
  return {
    ...enclosing(polygons.map(({ frame, bands }) => arcOf(frame, bands))),
    south: Math.min(...polygons.map(({ bands }) => bands.south)),
    north: Math.max(...polygons.map(({ bands }) => bands.north)),
  };
}

function circleBounds(circle: CircleShape): Bounds {
  const { south, north, halfWidth } = circleReach(circle);
  if (halfWidth === 180) return { west: -180, east: 180, south, north };
  const { longitude } = circle.center;
  return { ...enclosing([turned({ west: longitude - halfWidth, east: longitude + halfWidth })]), south, north };
}

function corridorBounds(corridor: CorridorShape): Bounds {
  const { frame, box } = corridorLine(corridor);
  const { west, east, south, north } = box;
  if (east - west >= 360) return { west: -180, east: 180, south, north };
  return { ...enclosing([arcOf(frame, box)]), south, north };
}

/** A stretch of longitude: begins between -180 and 180 and ends east of that, perhaps beyond 180. */
interface Arc {
  readonly west: number;
  readonly east: number;
}

function arcOf(frame: Frame, { west, east }: Arc): Arc {
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
