import { coordinateAt } from '../typed-read.ts';
import { createEdgeBands, type EdgeBands } from './edge-bands.ts';
import type { PlanePoint } from './plane.ts';
import { extent, frameLongitude, type Frame, type PlanePolygon, type PlaneRing } from './plane-polygon.ts';
import type { Point } from './point.ts';
import type { RingAddress } from './shape-problem.ts';

/** A ring as validation looks at it: closed, laid out in a plane, no vertex twice in a row. */
export interface PlacedRing extends PlaneRing, RingAddress {
  readonly frame: Frame;
  readonly box: Box;
  /** The ring's edges by bands, made when first asked for. */
  readonly bands: () => EdgeBands;
}

/** What is around a ring in the plane. */
export interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** The rings of a laid out polygon. */
export function placedRings({ frame, rings }: PlanePolygon, polygon: number): PlacedRing[] {
  return rings.map((ring, index) => {
    const { xs, ys } = withoutRepeats(ring);
    const { least: west, most: east } = extent(xs);
    const { least: south, most: north } = extent(ys);
    let bands: EdgeBands | undefined;
    return {
      polygon,
      ring: index,
      frame,
      xs,
      ys,
      box: { west, east, south, north },
      bands: () => (bands ??= createEdgeBands([{ xs, ys }])),
    };
  });
}

/** Vertex `index` of a ring; counts on round the ring in both directions. */
export function vertexAt({ xs, ys }: PlaneRing, index: number): PlanePoint {
  const count = xs.length - 1;
  const at = ((index % count) + count) % count;
  return { x: coordinateAt(xs, at), y: coordinateAt(ys, at) };
}

/** The place on Earth of a point of a ring's plane. */
export function placeOf({ frame }: Pick<PlacedRing, 'frame'>, { x, y }: PlanePoint): Point {
  return { latitude: y, longitude: frameLongitude(frame, x) };
}

/** Whether two boxes have a point in common. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function withoutRepeats(ring: PlaneRing): PlaneRing {
  const keeps = (index: number) =>
    index === 0 || ring.xs[index] !== ring.xs[index - 1] || ring.ys[index] !== ring.ys[index - 1];
  return {
    xs: ring.xs.filter((_x, index) => keeps(index)),
    ys: ring.ys.filter((_y, index) => keeps(index)),
  };
}
