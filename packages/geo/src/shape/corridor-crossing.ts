import { wholeAt } from '../typed-read.ts';
import { boxAlong, corridorLine } from './corridor-line.ts';
import type { Crossing } from './crossing.ts';
import { distanceTo } from './distance-to.ts';
import { bandOf, type EdgeBands } from './edge-bands.ts';
import { HALF_ROUND_METERS } from './haversine.ts';
import { approach } from './nearest.ts';
import type { PlanePoint } from './plane.ts';
import { linesAt, type Line } from './plane-line.ts';
import { searchNearest } from './search-nearest.ts';
import { sharesWithin } from './share-within.ts';
import type { CorridorShape } from './shape.ts';

/** The first and the last place where a line of some length is in a corridor, or null. */
export function corridorMeeting(corridor: CorridorShape, line: Line): Crossing | null {
  const { frame, bands, box } = corridorLine(corridor);
  if (linesAt(box, frame, line).length === 0) return null;
  const radiusMeters = corridor.widthMeters / 2;
  let found: Crossing | null = null;
  for (const edge of edgesNear(corridor, line)) {
    const vertices = bands.vertices.subarray(2 * edge, 2 * edge + 4);
    const met = sharesWithin(line, {
      frame,
      box: boxAlong(vertices, radiusMeters),
      distance: (place) => edgeDistanceMeters(vertices, place) - radiusMeters,
    });
    if (met === null) continue;
    const { first, last }: Crossing = found ?? met;
    found = { first: Math.min(first, met.first), last: Math.max(last, met.last) };
  }
  return found;
}

/** The edges at the latitudes of a line. */
function edgesNear(corridor: CorridorShape, { from, to }: Line): Set<number> {
  const { bands } = corridorLine(corridor);
  const ends = Float64Array.of(from.longitude, from.latitude, to.longitude, to.latitude);
  const { south, north } = boxAlong(ends, corridor.widthMeters / 2);
  const first = wholeAt(bands.index, bandWithin(bands, south));
  const end = wholeAt(bands.index, bandWithin(bands, north) + 1);
  return south > bands.north || north < bands.south ? new Set() : new Set(bands.index.subarray(first, end));
}

function bandWithin(bands: EdgeBands, y: number): number {
  return bandOf(bands, Math.min(Math.max(y, bands.south), bands.north));
}

function edgeDistanceMeters(vertices: Float64Array, { x, y }: PlanePoint): number {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = vertices;
  const point = { latitude: y, longitude: x };
  const nearest = searchNearest(point, 2 * HALF_ROUND_METERS, (standAt, found) => {
    approach({ x1, y1, x2, y2 }, standAt(x), found);
  });
  return nearest === null ? Infinity : distanceTo(nearest, point);
}
