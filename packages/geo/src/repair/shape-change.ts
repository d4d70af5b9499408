import type { Point } from '../shape/point.ts';

/** What a repair can change. */
export type ShapeChangeCode =
  | 'COLLECTION_FLATTENED'
  | 'GEOMETRY_DROPPED'
  | 'LONGITUDE_TURNED'
  | 'RING_CLOSED'
  | 'DUPLICATES_DROPPED'
  | 'SPIKES_DROPPED'
  | 'RING_DROPPED'
  | 'RING_REDRAWN'
  | 'POLYGON_DROPPED'
  | 'HOLE_DROPPED'
  | 'POLE_FOLLOWED'
  | 'RING_SPLIT'
  | 'HOLE_CUT'
  | 'HOLES_JOINED'
  | 'POLYGONS_JOINED'
  | 'CROSSING_ADDED';

/** One thing that a repair changed, with the place to look at. */
export interface ShapeChange {
  /** Index of the polygon as it was given, over all collections in their order; null where it is not one polygon. */
  readonly polygon: number | null;
  /** Index of the ring in its polygon, 0 for the shell; null where it is not one ring. */
  readonly ring: number | null;
  /** Where it is, if it is at one place. */
  readonly position?: Point;
  readonly code: ShapeChangeCode;
  /** A sentence for the person who drew it. */
  readonly message: string;
}

/** So many changes are listed of one shape; where there are more the last one says how many. */
export const MOST_CHANGES = 100;
