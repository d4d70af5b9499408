import { orientation } from './orientation.ts';
import type { PlanePoint } from './plane.ts';
import { vertexAt, vertexCount, type PlacedRing } from './placed-ring.ts';
import type { PlaneRing } from './plane-polygon.ts';
import { compareAlongSweep } from './sweep-edge.ts';

/** A ring near one of its points: where it comes from and where it goes on. */
export interface Passage {
  readonly at: PlanePoint;
  readonly from: PlanePoint;
  readonly to: PlanePoint;
}

/** How a ring passes a point of its edge `edge`, be that within the edge or at one of its ends. */
export function passage(ring: PlaneRing, edge: number, at: PlanePoint): Passage {
  const start = vertexAt(ring, edge);
  const end = vertexAt(ring, edge + 1);
  if (start.x === at.x && start.y === at.y) return { at, from: vertexAt(ring, edge - 1), to: end };
  if (end.x === at.x && end.y === at.y) return { at, from: start, to: vertexAt(ring, edge + 2) };
  return { at, from: start, to: end };
}

/** Whether the direction towards `point` leads to the left of a passage. Neither way of the passage itself may lead there. */
export function isLeftOf({ at, from, to }: Passage, point: PlanePoint): boolean {
  const leftOfTo = orientation(at, to, point) > 0;
  const rightOfFrom = orientation(at, from, point) < 0;
  const bend = orientation(from, at, to);
  if (bend > 0) return leftOfTo && rightOfFrom;
  return bend < 0 ? leftOfTo || rightOfFrom : leftOfTo;
}

const directions = new WeakMap<PlacedRing, boolean>();

/** Whether a simple ring runs counterclockwise, so that its inside is to the left. */
export function isCounterclockwise(ring: PlacedRing): boolean {
  const known = directions.get(ring);
  if (known !== undefined) return known;
  // At the westernmost, of several the southernmost, vertex a simple ring can only bend one way.
  let least = 0;
  for (let index = 1; index < vertexCount(ring); index++) {
    if (compareAlongSweep(vertexAt(ring, index), vertexAt(ring, least)) < 0) least = index;
  }
  const found = orientation(vertexAt(ring, least - 1), vertexAt(ring, least), vertexAt(ring, least + 1)) > 0;
  directions.set(ring, found);
  return found;
}
