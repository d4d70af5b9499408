import type { PlacedRing } from './placed-ring.ts';
import type { RingMeeting } from './ring-meetings.ts';
import { isCounterclockwise, isLeftOf, passage, type Passage } from './sector.ts';

/** What a touch of two rings tells: whether they cross there, and if they do not, which lies within which. */
export type Touch =
  | { readonly kind: 'crosses' }
  | { readonly kind: 'touches'; readonly bWithinA: boolean; readonly aWithinB: boolean };

/** Judges a touch of ring `a` (the meeting's first) and ring `b` by the directions in which they come and go; exact. */
export function judgeTouch({ at, first, second }: RingMeeting, a: PlacedRing, b: PlacedRing): Touch {
  const passageA = passage(a, first.edge, at);
  const passageB = passage(b, second.edge, at);
  const bOnLeft = isLeftOf(passageA, passageB.from);
  if (bOnLeft !== isLeftOf(passageA, passageB.to)) return { kind: 'crosses' };
  return {
    kind: 'touches',
    bWithinA: bOnLeft === isCounterclockwise(a),
    aWithinB: isOnInnerSide(b, passageB, passageA),
  };
}

function isOnInnerSide(ring: PlacedRing, own: Passage, other: Passage): boolean {
  return isLeftOf(own, other.to) === isCounterclockwise(ring);
}
