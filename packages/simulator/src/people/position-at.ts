import { type Place, type Point, bearingDegrees, distanceMeters, isWithin, toPlace } from '../site/plane.ts';
import type { SimulatedPerson } from './create-population.ts';
import { WINDOW_MS, itinerary } from './itinerary.ts';

/** Where somebody truly is, before a phone has looked. */
export interface TruePlace extends Place {
  /** Metres per second; 0 while standing. */
  readonly speedMetersPerSecond: number;
  /** Degrees clockwise from north; null while standing. */
  readonly headingDegrees: number | null;
  /** The area that holds the place, edges inside; null between areas. */
  readonly areaId: string | null;
}

/** Where a person is at an instant (Unix milliseconds). The same for the same population, whenever it is asked. */
export function positionAt(person: SimulatedPerson, unixMs: number): TruePlace {
  const { origin, areas } = person.site.ground;
  const leg = itinerary(person, Math.floor(unixMs / WINDOW_MS)).findLast(({ fromMs }) => fromMs <= unixMs);
  if (!leg) throw new RangeError(`no itinerary covers ${unixMs}`);
  const walkedMeters = ((unixMs - leg.fromMs) / 1000) * leg.speedMetersPerSecond;
  const { point, headingDegrees } = along(leg.route.points, walkedMeters);
  return {
    ...toPlace(origin, point),
    speedMetersPerSecond: leg.speedMetersPerSecond,
    headingDegrees,
    areaId: areas.find((area) => isWithin(point, area))?.id ?? null,
  };
}

/** The point so many metres down a line, its end at most. */
function along(points: readonly Point[], meters: number): { point: Point; headingDegrees: number | null } {
  let rest = meters;
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!from) continue;
    const length = distanceMeters(from, to);
    if (rest < length) {
      const share = rest / length;
      const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      return { point, headingDegrees: bearingDegrees(from, to) };
    }
    rest -= length;
  }
  const end = points.at(-1);
  if (!end) throw new RangeError('a route has at least one point');
  return { point: end, headingDegrees: null };
}
