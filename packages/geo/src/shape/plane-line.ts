import type { Segment } from './plane.ts';
import { frameX, type Box, type Frame } from './plane-polygon.ts';
import type { Point } from './point.ts';

/** A straight way between two points of the plane of longitude and latitude. */
export interface Line {
  readonly from: Point;
  readonly to: Point;
}

/** How many degrees a line goes to the east; a difference of more than 180° goes the other way round. */
export function eastwardDegrees({ from, to }: Line): number {
  const difference = to.longitude - from.longitude;
  if (difference > 180) return difference - 360;
  return difference < -180 ? difference + 360 : difference;
}

/** The line in a frame, in each turn of the plane in which it comes to the longitudes of a box. */
export function linesAt({ west, east }: Pick<Box, 'west' | 'east'>, frame: Frame, line: Line): Segment[] {
  const start = frameX(frame, line.from.longitude);
  const end = frameX(frame, line.to.longitude);
  const ahead = Math.round((start + eastwardDegrees(line) - end) / 360);
  // Each end is turned by itself and once, so that it is as exact as it can be.
  const first = Math.ceil((west - Math.max(start, end + 360 * ahead)) / 360 - SLACK);
  const last = Math.floor((east - Math.min(start, end + 360 * ahead)) / 360 + SLACK);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => ({
    x1: start + 360 * (first + index),
    y1: line.from.latitude,
    x2: end + 360 * (first + index + ahead),
    y2: line.to.latitude,
  }));
}

/** Far above any rounding of turns. */
const SLACK = 1e-9;
