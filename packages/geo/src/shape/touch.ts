import type { PlanePoint } from './plane.ts';
import type { PlacedRing } from './placed-ring.ts';
import { isCounterclockwise, isLeftOf, passage } from './sector.ts';

/** A ring where it passes a point: through the start of an edge or within it. */
export interface RingAtPoint {
  readonly ring: PlacedRing;
  readonly edge: number;
}

/** What a touch of two rings tells: whether they cross there, and if they do not, which lies within which. */
export type Touch =
  | { readonly kind: 'crosses' }
  | { readonly kind: 'touches'; readonly firstWithinSecond: boolean; readonly secondWithinFirst: boolean };

/** Judges how two rings pass the same point, by the directions in which they come and go; exact. */
export function judgeTouch(at: PlanePoint, first: RingAtPoint, second: RingAtPoint): Touch {
  const passageA = passage(first.ring, first.edge, at);
  const passageB = passage(second.ring, second.edge, at);
  const isLeft = isLeftOf(passageA, passageB.from);
  if (isLeft !== isLeftOf(passageA, passageB.to)) return { kind: 'crosses' };
  return {
    kind: 'touches',
    firstWithinSecond: isLeftOf(passageB, passageA.to) === isCounterclockwise(second.ring),
    secondWithinFirst: isLeft === isCounterclockwise(first.ring),
  };
}
