import type { Crossing } from './crossing.ts';
import { leastBetween } from './least-between.ts';
import type { PlanePoint, Segment } from './plane.ts';
import { linesAt, type Line } from './plane-line.ts';
import type { Box, Frame } from './plane-polygon.ts';

/** Something in the plane of a frame by the signed distance of any place from it, and a box that it does not leave. */
export interface Field {
  readonly frame: Frame;
  readonly box: Box;
  readonly distance: (place: PlanePoint) => number;
}

/** The first and the last place where a line is within a field, or null. */
export function sharesWithin(line: Line, field: Field): Crossing | null {
  let found: Crossing | null = null;
  for (const turned of linesAt(field.box, field.frame, line)) {
    const first = firstShare(turned, field);
    const { x1, y1, x2, y2 } = turned;
    const fromEnd = firstShare({ x1: x2, y1: y2, x2: x1, y2: y1 }, field);
    if (first === null || fromEnd === null) continue;
    const last = Math.max(1 - fromEnd, first);
    found =
      found === null ? { first, last } : { first: Math.min(found.first, first), last: Math.max(found.last, last) };
  }
  return found;
}

/** Of distances along a line, in degrees, no more than one dip is shorter than this. */
const STEP_DEGREES = 2;

function firstShare(line: Segment, { box, distance }: Field): number | null {
  const stretch = shareInBox(line, box);
  if (stretch === null) return null;
  const [from, to] = stretch;
  const value = (share: number) =>
    distance({ x: line.x1 + share * (line.x2 - line.x1), y: line.y1 + share * (line.y2 - line.y1) });
  const degrees = (to - from) * Math.max(Math.abs(line.x2 - line.x1), Math.abs(line.y2 - line.y1));
  const count = 2 + Math.ceil(degrees / STEP_DEGREES);
  const shares = Array.from({ length: count + 1 }, (_, step) => from + (step / count) * (to - from));
  const values = shares.map(value);
  for (const [step, here] of values.entries()) {
    const [before = 0, share = 0, after = 0] = around(shares, step);
    if (here <= 0) return step === 0 ? share : edgeBetween(value, before, share);
    if (around(values, step).some((value) => value < here)) continue;
    const dip = leastBetween(value, before, after);
    if (value(dip) <= 0) return edgeBetween(value, before, dip);
  }
  return null;
}

/** An element with its neighbours; at the ends of a list it is its own. */
function around(values: readonly number[], index: number): number[] {
  return [index - 1, index, index + 1].map((at) => values[Math.min(Math.max(at, 0), values.length - 1)] ?? 0);
}

/** The part of a line that is in a box, as shares of its length, or null. */
function shareInBox({ x1, y1, x2, y2 }: Segment, { west, east, south, north }: Box): readonly [number, number] | null {
  let [from, to] = [0, 1];
  for (const [start, way, least, most] of [
    [x1, x2 - x1, west, east],
    [y1, y2 - y1, south, north],
  ] as const) {
    if (way === 0) {
      if (start < least || start > most) return null;
      continue;
    }
    const [a, b] = [(least - start) / way, (most - start) / way];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from <= to ? [from, to] : null;
}

/** Where a value becomes negative, or 0, between a share where it is not and one where it is. */
function edgeBetween(value: (share: number) => number, outside: number, inside: number): number {
  for (;;) {
    const middle = (outside + inside) / 2;
    if (middle <= Math.min(outside, inside) || middle >= Math.max(outside, inside)) return inside;
    if (value(middle) <= 0) inside = middle;
    else outside = middle;
  }
}
