import { coordinateAt } from '../typed-read.ts';
import { createEdgeBands, type EdgeBands } from './edge-bands.ts';
import type { PlanePoint } from './plane.ts';
import { boxAround, frameLongitude, type Box, type Frame, type PlanePolygon, type PlaneRing } from './plane-polygon.ts';
import type { Point } from './point.ts';
import type { RingAddress } from './shape-problem.ts';

/** A ring as validation looks at it: closed, laid out in a plane, no vertex twice in a row. */
export interface PlacedRing extends PlaneRing, RingAddress {
  readonly frame: Frame;
  readonly box: Box;
  /** The ring's edges by bands, made when first asked for. */
  readonly bands: () => EdgeBands;
}

/** The rings of a laid out polygon. */
export function placedRings({ frame, rings }: PlanePolygon, polygon: number): PlacedRing[] {
  return rings.map((ring, index) => {
    const vertices = withoutRepeats(ring);
    let bands: EdgeBands | undefined;
    return {
      polygon,
      ring: index,
      frame,
      vertices,
      box: boxAround(vertices),
      bands: () => (bands ??= createEdgeBands([{ vertices }])),
    };
  });
}

/** How many different vertices a ring of the plane has, which is how many edges. */
export function vertexCount({ vertices }: PlaneRing): number {
  return vertices.length / 2 - 1;
}

/** Vertex `index` of a ring; counts on round the ring in both directions. */
export function vertexAt(ring: PlaneRing, index: number): PlanePoint {
  const count = vertexCount(ring);
  const at = 2 * (((index % count) + count) % count);
  return { x: coordinateAt(ring.vertices, at), y: coordinateAt(ring.vertices, at + 1) };
}

/** The place on Earth of a point of a ring's plane. */
export function placeOf({ frame }: Pick<PlacedRing, 'frame'>, { x, y }: PlanePoint): Point {
  return { latitude: y, longitude: frameLongitude(frame, x) };
}

/** Whether two boxes have a point in common. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function withoutRepeats({ vertices }: PlaneRing): Float64Array {
  const isRepeat = (at: number) =>
    at >= 2 && vertices[at] === vertices[at - 2] && vertices[at + 1] === vertices[at - 1];
  return vertices.filter((_value, at) => !isRepeat(at - (at % 2)));
}
