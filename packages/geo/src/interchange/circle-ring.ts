import { EARTH_RADIUS_METERS, RADIANS } from '../shape/haversine.ts';
import type { CircleShape } from '../shape/shape.ts';

/** So many corners a circle has in files that know none. */
const STEPS = 72;

/** Longitude and latitude of the corners of a ring on a circle, counterclockwise and closed; along a pole it holds. */
export function circleRing(circle: CircleShape, steps = STEPS): Float64Array {
  const corners = Array.from({ length: steps }, (_, step) => cornerOf(circle, (2 * Math.PI * step) / steps));
  const angle = circle.radiusMeters / EARTH_RADIUS_METERS / RADIANS;
  const pole = [-90, 90].find((latitude) => Math.abs(latitude - circle.center.latitude) <= angle);
  const ring = pole === undefined ? corners : aroundPole(corners, pole);
  return Float64Array.from([...ring, ring[0] ?? []].flat());
}

type Position = readonly [number, number];

/** The place on a circle in a direction, counterclockwise from the east, by vectors, which know no pole. */
function cornerOf({ center, radiusMeters }: CircleShape, direction: number): Position {
  const y = center.latitude * RADIANS;
  const angle = radiusMeters / EARTH_RADIUS_METERS;
  const [ahead, east, north] = [
    Math.cos(angle),
    Math.sin(angle) * Math.cos(direction),
    Math.sin(angle) * Math.sin(direction),
  ];
  const outward = ahead * Math.cos(y) - north * Math.sin(y);
  const height = ahead * Math.sin(y) + north * Math.cos(y);
  const longitude = center.longitude + Math.atan2(east, outward) / RADIANS;
  const latitude = Math.atan2(height, Math.hypot(outward, east)) / RADIANS;
  return [longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude, latitude];
}

/** A ring round a pole, cut at the antimeridian and led along the pole. */
function aroundPole(corners: readonly Position[], pole: number): Position[] {
  const eastward = corners.toSorted(([a], [b]) => a - b);
  const [first = [0, 0], last = [0, 0]] = [eastward[0], eastward.at(-1)];
  const gap = first[0] + 360 - last[0];
  const latitude = gap === 0 ? first[1] : last[1] + ((180 - last[0]) / gap) * (first[1] - last[1]);
  const ring: Position[] = [
    [-180, pole],
    [-180, latitude],
    ...eastward.filter(([x]) => Math.abs(x) < 180),
    [180, latitude],
    [180, pole],
  ];
  return pole > 0 ? ring : ring.toReversed();
}
