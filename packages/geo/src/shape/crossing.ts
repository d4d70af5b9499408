import { contains } from './contains.ts';
import { circleMeeting } from './circle-crossing.ts';
import { corridorMeeting } from './corridor-crossing.ts';
import { eastwardDegrees, type Line } from './plane-line.ts';
import type { Point } from './point.ts';
import { polygonMeetings } from './polygon-crossing.ts';
import type { Shape } from './shape.ts';

/** Where along a line a shape is met, as shares of its length, 0 to 1. */
export interface Crossing {
  /** Where the line first meets the shape: 0 where it begins in it. */
  readonly first: number;
  /** Where it last leaves the shape: 1 where it ends in it. */
  readonly last: number;
}

/**
 * Where the straight line between two points, in the plane of longitude and latitude and the shorter way round, meets a
 * shape; null where it does not, as when it only leads through a hole. The boundary belongs to the shape. Whether a
 * polygon is met is exact, to the bit on touching (but for a line across the antimeridian that leaves the 52° around
 * it, whose ends are rounded to 3 nm); where, and all of circles and corridors, is right to rounding.
 */
export function crossingOf(shape: Shape, from: Point, to: Point): Crossing | null {
  const begins = contains(shape, from);
  const ends = contains(shape, to);
  if (begins && ends) return { first: 0, last: 1 };
  const met = meetingOf(shape, { from, to });
  if (met === null && !begins && !ends) return null;
  const { first, last } = met ?? { first: begins ? 0 : 1, last: begins ? 0 : 1 };
  return { first: begins ? 0 : first, last: ends ? 1 : last };
}

function meetingOf(shape: Shape, line: Line): Crossing | null {
  if (eastwardDegrees(line) === 0 && line.from.latitude === line.to.latitude) return null;
  switch (shape.kind) {
    case 'polygon':
      return polygonMeetings(shape, line);
    case 'circle':
      return circleMeeting(shape, line);
    case 'corridor':
      return corridorMeeting(shape, line);
  }
}
