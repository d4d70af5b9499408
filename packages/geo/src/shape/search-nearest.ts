import { nothingNearer, standpoint, type Nearest, type Standpoint } from './nearest.ts';
import type { Point } from './point.ts';
import { POLAR_LATITUDE } from './polar-nearest.ts';

/** The local plane is good enough for this share of the way to the pole, everywhere. */
const PLANE_SHARE = 0.01;

/**
 * The nearest place within some metres of a point that a scan comes across, or null. The scan is done in the local plane
 * around the point and, where that is too far from the truth, once more on the sphere.
 * @param scan moves `nearest`; `standAt` gives the standpoint at an x of the plane.
 */
export function searchNearest(
  { latitude }: Point,
  mostMeters: number,
  scan: (standAt: (x: number) => Standpoint, nearest: Nearest) => void,
): Nearest | null {
  const nearest = nothingNearer(mostMeters);
  const { squared } = nearest;
  scan((x) => standpoint(x, latitude), nearest);
  const toPole = 90 - Math.abs(latitude);
  const isPlane = toPole >= 90 - POLAR_LATITUDE || nearest.squared < (PLANE_SHARE * toPole) ** 2;
  if (isPlane) return nearest.squared === squared ? null : nearest;
  const exact = nothingNearer(mostMeters);
  scan((x) => ({ ...standpoint(x, latitude), isPolar: true }), exact);
  return exact.squared === squared ? null : exact;
}
