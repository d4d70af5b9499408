import { corridorLine } from './corridor-line.ts';
import { distanceTo } from './distance-to.ts';
import { approachEdges } from './nearest.ts';
import { frameX, TURNS } from './plane-polygon.ts';
import type { Point } from './point.ts';
import { searchNearest } from './search-nearest.ts';
import type { CorridorShape } from './shape.ts';

/**
 * How far a point is from the line of a corridor in metres, by the method of `signedDistanceMeters`; infinite where that
 * is more than `mostMeters`.
 */
export function lineDistanceMeters(corridor: CorridorShape, point: Point, mostMeters: number): number {
  const { frame, bands } = corridorLine(corridor);
  // What is found in the plane is that much off at most, so nothing that counts is overlooked.
  const nearest = searchNearest(point, mostMeters * PLANE_SLACK, (standAt, found) => {
    for (const turn of TURNS) {
      const x = frameX(frame, point.longitude) + turn;
      if (bands.west - x > 180 || x - bands.east > 180) continue;
      approachEdges({ bands, skipped: null }, standAt(x), found);
    }
  });
  return nearest === null ? Infinity : distanceTo(nearest, point);
}

const PLANE_SLACK = 1.01;
