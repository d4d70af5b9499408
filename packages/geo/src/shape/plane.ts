/** A point of the plane that polygons are worked out in. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** A straight piece of the plane. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
