import { haversineMeters } from './haversine.ts';
import { leastBetween } from './least-between.ts';
import type { Segment } from './plane.ts';

/** From this latitude on, either way, the local plane may be too far from the truth. */
export const POLAR_LATITUDE = 75;

/** Between two places so many degrees of longitude apart the distance from a third has no more than one dip. */
const STEP_DEGREES = 15;

/** The share along an edge, straight in longitude and latitude, of its point nearest to a place on the sphere. */
export function nearestShare({ x1, y1, x2, y2 }: Segment, from: { readonly x: number; readonly y: number }): number {
  const center = { latitude: from.y, longitude: from.x };
  const value = (share: number) =>
    haversineMeters(center, { latitude: y1 + share * (y2 - y1), longitude: x1 + share * (x2 - x1) });
  const count = 1 + Math.ceil(Math.abs(x2 - x1) / STEP_DEGREES);
  let best = { share: 0, meters: value(0) };
  const consider = (share: number) => {
    const meters = value(share);
    if (meters < best.meters) best = { share, meters };
  };
  for (let step = 1; step <= count; step++) consider(step / count);
  const rough = best.share;
  consider(leastBetween(value, Math.max(rough - 1 / count, 0), Math.min(rough + 1 / count, 1)));
  return best.share;
}
