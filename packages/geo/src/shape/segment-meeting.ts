import { orientation } from './orientation.ts';
import type { PlanePoint } from './plane.ts';

/** A segment by its ends. */
export type Ends = readonly [PlanePoint, PlanePoint];

/**
 * How two segments meet: `cross` within both, `overlap` along a stretch, `touch` in one point that is an end of at least
 * one. `at` is exact for a touch and rounded for the others.
 */
export interface SegmentMeeting {
  readonly kind: 'cross' | 'overlap' | 'touch';
  readonly at: PlanePoint;
}

/** How two segments of some length meet, or null; exact. */
export function segmentMeeting(first: Ends, second: Ends): SegmentMeeting | null {
  const [a, b] = first;
  const [c, d] = second;
  const sideC = Math.sign(orientation(a, b, c));
  const sideD = Math.sign(orientation(a, b, d));
  if (sideC === sideD) return sideC === 0 ? collinearMeeting(first, second) : null;
  const sideA = Math.sign(orientation(c, d, a));
  const sideB = Math.sign(orientation(c, d, b));
  if (sideA === sideB) return null;
  if (sideC !== 0 && sideD !== 0 && sideA !== 0 && sideB !== 0) return { kind: 'cross', at: crossing(first, second) };
  // On the line of the other and between its ends: the signs on the other side already differ.
  const ends: readonly (readonly [number, PlanePoint])[] = [
    [sideC, c],
    [sideD, d],
    [sideA, a],
    [sideB, b],
  ];
  const end = ends.find(([side]) => side === 0);
  return end === undefined ? null : { kind: 'touch', at: end[1] };
}

function collinearMeeting([a, b]: Ends, [c, d]: Ends): SegmentMeeting | null {
  const [a1, b1] = ordered(a, b);
  const [c1, d1] = ordered(c, d);
  const from = isBefore(a1, c1) ? c1 : a1;
  const to = isBefore(b1, d1) ? b1 : d1;
  if (isBefore(to, from)) return null;
  return { kind: isBefore(from, to) ? 'overlap' : 'touch', at: from };
}

function ordered(a: PlanePoint, b: PlanePoint): Ends {
  return isBefore(b, a) ? [b, a] : [a, b];
}

/** West before east, then south before north: an order along any line. */
function isBefore(a: PlanePoint, b: PlanePoint): boolean {
  return a.x < b.x || (a.x === b.x && a.y < b.y);
}

function crossing([a, b]: Ends, [c, d]: Ends): PlanePoint {
  const slope = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  const share = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / slope;
  const within = Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
  return { x: a.x + within * (b.x - a.x), y: a.y + within * (b.y - a.y) };
}
