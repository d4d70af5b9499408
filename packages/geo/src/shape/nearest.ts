import { coordinateAt, wholeAt } from '../typed-read.ts';
import { bandOf, type EdgeBands } from './edge-bands.ts';
import { haversineMeters, METERS_PER_DEGREE, RADIANS } from './haversine.ts';
import type { Segment } from './plane.ts';
import { nearestShare } from './polar-nearest.ts';

/** The closest boundary found so far, as seen from where we stand: degrees to the east and to the north of it. */
export interface Nearest {
  /** Square of the distance, in degrees of latitude. */
  squared: number;
  east: number;
  north: number;
}

/** Where we stand, with what every edge needs of it. */
export interface Standpoint {
  readonly x: number;
  readonly y: number;
  readonly cosine: number;
  readonly sine: number;
  /** Whether edges are held against the sphere itself rather than the local plane. */
  readonly isPolar: boolean;
}

/** The standpoint at x, y of a plane; y is the latitude. */
export function standpoint(x: number, y: number): Standpoint {
  return { x, y, cosine: Math.cos(y * RADIANS), sine: Math.sin(y * RADIANS), isPolar: false };
}

/** Nothing found, or nothing that is nearer than so many metres. */
export function nothingNearer(meters: number): Nearest {
  return { squared: (meters / METERS_PER_DEGREE) ** 2, east: 0, north: 0 };
}

/** Moves `nearest` to the closest point of the edges that are not in `skipped`, if that is closer than it was. */
export function approachEdges(
  { bands, skipped }: { readonly bands: EdgeBands; readonly skipped: Uint8Array | null },
  from: Standpoint,
  nearest: Nearest,
): void {
  const { vertices, index, bandCount } = bands;
  const scan = (band: number) => {
    if (band < 0 || band >= bandCount) return;
    for (let at = wholeAt(index, band); at < wholeAt(index, band + 1); at++) {
      const edge = wholeAt(index, at);
      if (skipped !== null && skipped[edge] === 1) continue;
      approach(
        {
          x1: coordinateAt(vertices, 2 * edge),
          y1: coordinateAt(vertices, 2 * edge + 1),
          x2: coordinateAt(vertices, 2 * edge + 2),
          y2: coordinateAt(vertices, 2 * edge + 3),
        },
        from,
        nearest,
      );
    }
  };
  const last = bandCount - 1;
  const home = Math.min(Math.max(bandOf(bands, from.y), 0), last);
  for (let reach = 0; reach <= last; reach++) {
    // Every edge of a band this far is at least so many whole bands to the north or south.
    const gap = reach > 1 ? (reach - 1) / bands.bandsPerUnit : 0;
    if (gap * gap > nearest.squared) return;
    scan(home - reach);
    if (reach > 0) scan(home + reach);
  }
}

/** Moves `nearest` to the closest point of one edge, if that is closer than it was. */
export function approach(edge: Segment, from: Standpoint, nearest: Nearest): void {
  if (from.isPolar) return approachNearPole(edge, from, nearest);
  const { x1, y1, x2, y2 } = edge;
  const eastward = (x2 - x1) * from.cosine;
  const northward = y2 - y1;
  const length = eastward * eastward + northward * northward;
  const along = (from.x - x1) * from.cosine * eastward + (from.y - y1) * northward;
  const share = length > 0 ? Math.min(Math.max(along / length, 0), 1) : 0;
  const east = x1 - from.x + share * (x2 - x1);
  const north = y1 - from.y + share * (y2 - y1);
  const across = east * middleCosine(from, north);
  const squared = across * across + north * north;
  if (squared >= nearest.squared) return;
  nearest.squared = squared;
  nearest.east = east;
  nearest.north = north;
}

function approachNearPole(edge: Segment, from: Standpoint, nearest: Nearest): void {
  const { x1, y1, x2, y2 } = edge;
  const gap = Math.max(Math.min(y1, y2) - from.y, from.y - Math.max(y1, y2), 0);
  if (gap * gap >= nearest.squared) return;
  const share = nearestShare(edge, from);
  const place = { latitude: y1 + share * (y2 - y1), longitude: x1 + share * (x2 - x1) };
  const squared = (haversineMeters({ latitude: from.y, longitude: from.x }, place) / METERS_PER_DEGREE) ** 2;
  if (squared >= nearest.squared) return;
  nearest.squared = squared;
  nearest.east = place.longitude - from.x;
  nearest.north = place.latitude - from.y;
}

/** Cosine of the latitude half way to `north`, the scale of longitude between two points, to the first order. */
function middleCosine({ cosine, sine }: Standpoint, north: number): number {
  return Math.max(cosine - (sine * north * RADIANS) / 2, 0);
}
