import { type Place, type Point, bearingDegrees, distanceMeters, isWithin, toPlace } from '../site/plane.ts';
import type { Ground } from '../site/create-site.ts';
import type { Route } from '../site/routes.ts';
import { dutyAt } from './duty-of.ts';
import { type Leg, legAt } from './leg.ts';
import type { Mover } from './mover.ts';

/** Where somebody truly is, before a tracker has looked. */
export interface TruePlace extends Place {
  /** The same on the site's ground. */
  readonly point: Point;
  /** Metres per second; 0 while standing. */
  readonly speedMetersPerSecond: number;
  /** Degrees clockwise from north; null while standing. */
  readonly headingDegrees: number | null;
  /** The area that holds the place, edges inside; null between areas. */
  readonly areaId: string | null;
}

/**
 * Where somebody is at an instant (Unix milliseconds); null while they are off duty, of which the simulation knows
 * nothing. The same for the same population, whenever it is asked.
 */
export function positionAt(mover: Mover, unixMs: number): TruePlace | null {
  const duty = dutyAt(mover, unixMs);
  return duty && placeOnLegs(mover.site.ground, duty.legs, unixMs);
}

/** Where legs lead somebody at an instant; null before the first, its end after the last. */
export function placeOnLegs({ frame, areas }: Ground, legs: readonly Leg[], unixMs: number): TruePlace | null {
  const leg = legAt(legs, unixMs);
  if (!leg) return null;
  const gone = along(leg.route, ((unixMs - leg.fromMs) / 1000) * leg.speedMetersPerSecond);
  return {
    ...toPlace(frame, gone.point),
    point: gone.point,
    speedMetersPerSecond: leg.speedMetersPerSecond,
    headingDegrees: gone.toward && bearingDegrees(frame, gone.point, gone.toward),
    areaId: areas.values().find((area) => isWithin(gone.point, area))?.id ?? null,
  };
}

/** The point so many metres down a route, its end at most, and the next point of the route. */
function along({ points }: Route, meters: number): { point: Point; toward: Point | null } {
  let rest = meters;
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!from) continue;
    const length = distanceMeters(from, to);
    if (rest < length) {
      const share = rest / length;
      return { point: { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, toward: to };
    }
    rest -= length;
  }
  const end = points.at(-1);
  if (!end) throw new RangeError('a route has at least one point');
  return { point: end, toward: null };
}
