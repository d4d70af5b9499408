import type { Point } from './point.ts';

/** What can be wrong with a shape. */
export type ShapeProblemCode =
  | 'UNSUPPORTED_TYPE'
  | 'EMPTY'
  | 'NOT_A_RING'
  | 'NOT_A_POSITION'
  | 'OUT_OF_RANGE'
  | 'TOO_FEW_POINTS'
  | 'TOO_MANY_POINTS'
  | 'NOT_CLOSED'
  | 'ZERO_AREA'
  | 'AROUND_POLE'
  | 'TOO_WIDE'
  | 'SELF_INTERSECTION'
  | 'HOLE_CROSSES_SHELL'
  | 'HOLE_OUTSIDE_SHELL'
  | 'HOLES_OVERLAP'
  | 'POLYGONS_OVERLAP'
  | 'TOO_INTRICATE'
  | 'RADIUS_OUT_OF_RANGE'
  | 'WIDTH_OUT_OF_RANGE';

/** Which ring of a shape: both counted from 0, the shell is ring 0. */
export interface RingAddress {
  readonly polygon: number;
  readonly ring: number;
}

/** One reason why a shape is refused, with the place to look at. */
export interface ShapeProblem {
  /** Index of the polygon, null where the problem is not in one. */
  readonly polygon: number | null;
  /** Index of the ring in its polygon, 0 for the shell; null where the problem is not in one. */
  readonly ring: number | null;
  /** Where it is, if it is at one place. */
  readonly position?: Point;
  readonly code: ShapeProblemCode;
  /** A sentence for the person who drew it. */
  readonly message: string;
}

/** So many problems are reported of one shape; whoever has more starts with these. */
export const MOST_PROBLEMS = 20;

/** Said of a shape that would take too long to check. */
export const TOO_INTRICATE: ShapeProblem = {
  polygon: null,
  ring: null,
  code: 'TOO_INTRICATE',
  message: 'the shape is too intricate to check: too many rings touch in the same points or lie in each other',
};

/** How a person would call a ring. */
export function ringName({ polygon, ring }: RingAddress): string {
  return `${ring === 0 ? 'the outer ring' : `hole ${ring}`} of polygon ${polygon + 1}`;
}

/** A place as text for a message. */
export function placeName({ latitude, longitude }: Point): string {
  return `latitude ${latitude}, longitude ${longitude}`;
}
