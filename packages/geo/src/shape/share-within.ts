import type { Crossing } from './crossing.ts';
import type { Segment } from './plane.ts';
import { linesAt, type Line } from './plane-line.ts';
import { frameLongitude, type Box, type Frame } from './plane-polygon.ts';
import type { Point } from './point.ts';

/** Something by the signed distance of any point from it, and a box in the plane of a frame that it does not leave. */
export interface Field {
  readonly frame: Frame;
  readonly box: Box;
  readonly distance: (point: Point) => number;
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

function firstShare(line: Segment, { frame, box, distance }: Field): number | null {
  const stretch = shareInBox(line, box);
  if (stretch === null) return null;
  const [from, to] = stretch;
  const value = (share: number) =>
    distance({
      latitude: line.y1 + share * (line.y2 - line.y1),
      longitude: frameLongitude(frame, line.x1 + share * (line.x2 - line.x1)),
    });
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

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const GOLDEN_STEPS = 60;

/** Where a value with one dip between two shares is least, by golden sections. */
function leastBetween(value: (share: number) => number, from: number, to: number): number {
  let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atA, atB] = [value(a), value(b)];
  for (let step = 0; step < GOLDEN_STEPS; step++) {
    if (atA <= atB) {
      [to, b, atB] = [b, a, atA];
      a = to - GOLDEN * (to - from);
      atA = value(a);
    } else {
      [from, a, atA] = [a, b, atB];
      b = from + GOLDEN * (to - from);
      atB = value(b);
    }
  }
  return atA <= atB ? a : b;
}
