import { orientation } from '../shape/orientation.ts';
import { eastwardDegrees } from '../shape/plane-line.ts';
import type { Point } from '../shape/point.ts';
import { ringName, type RingAddress } from '../shape/shape-problem.ts';
import type { DraftRing, Position } from './draft.ts';
import { isSamePosition } from './read-ring.ts';
import type { ShapeChange, ShapeChangeCode } from './shape-change.ts';

/** A ring without what has no area, and what that took. */
export interface TidyRing {
  /** Closed; null where nothing with an area is left. */
  readonly ring: DraftRing | null;
  readonly changes: readonly ShapeChange[];
}

/** Drops vertices repeated at once and spikes: places where the ring goes back exactly the way it came. */
export function tidyRing(ring: DraftRing, address: RingAddress): TidyRing {
  const distinct = ring.slice(1).filter((vertex, index) => !isSamePosition(vertex, ring[index] ?? vertex));
  const spikes: Position[] = [];
  const kept = withoutSpikes(distinct, spikes);
  const changes: ShapeChange[] = [];
  const report = (code: ShapeChangeCode, message: string, place?: Position) =>
    changes.push({ ...address, ...(place === undefined ? {} : { position: pointOf(place) }), code, message });
  const repeats = ring.length - 1 - distinct.length;
  const name = ringName(address);
  if (repeats > 0) {
    const first = ring.find((vertex, index) => index > 0 && isSamePosition(vertex, ring[index - 1] ?? vertex));
    report('DUPLICATES_DROPPED', `${repeats} points of ${name} stood twice in a row`, first);
  }
  if (spikes.length > 0) {
    report('SPIKES_DROPPED', `${spikes.length} points of ${name} only led there and back`, spikes[0]);
  }
  const [first] = kept;
  return { ring: kept.length < 3 || first === undefined ? null : closedAsBefore(ring, kept), changes };
}

function pointOf([longitude, latitude]: Position): Point {
  return { latitude, longitude };
}

/** The vertices that stay of a ring without its closing one; those that go are put into `spikes`. */
function withoutSpikes(vertices: readonly Position[], spikes: Position[]): Position[] {
  const kept: Position[] = [];
  for (const vertex of vertices) {
    while (isSpike(kept.at(-2), kept.at(-1), vertex)) spikes.push(...kept.splice(-1));
    // What is left of a spike of equal sides is the point where it began.
    if (isRepeat(kept.at(-1), vertex)) spikes.push(vertex);
    else kept.push(vertex);
  }
  trimEnds(kept, spikes);
  return kept;
}

/** Takes off spikes that sit where the ring is closed. */
function trimEnds(kept: Position[], spikes: Position[]): void {
  while (kept.length >= 3) {
    const [first, second] = kept;
    const [beforeLast, last] = kept.slice(-2);
    if (isRepeat(first, last) || isSpike(beforeLast, last, first)) spikes.push(...kept.splice(-1));
    else if (isSpike(last, first, second)) spikes.push(...kept.splice(0, 1));
    else return;
  }
}

function isRepeat(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && isSamePosition(a, b);
}

/** Whether the way from `b` on to `c` leads back along the way from `a`. */
function isSpike(a: Position | undefined, b: Position | undefined, c: Position | undefined): boolean {
  if (a === undefined || b === undefined || c === undefined) return false;
  const [before, after] = [away(b, a), away(b, c)];
  if (before.x * after.x + before.y * after.y <= 0) return false;
  const isAcross = Math.abs(a[0] - b[0]) > 180 || Math.abs(c[0] - b[0]) > 180;
  if (isAcross) return orientation(before, { x: 0, y: 0 }, after) === 0;
  return orientation({ x: a[0], y: a[1] }, { x: b[0], y: b[1] }, { x: c[0], y: c[1] }) === 0;
}

/** Degrees from one vertex to another, the shorter way round. */
function away(from: Position, to: Position): { x: number; y: number } {
  return { x: eastwardDegrees({ from: pointOf(from), to: pointOf(to) }), y: to[1] - from[1] };
}

/** The vertices as a closed ring that begins where it did, if that vertex is still there. */
function closedAsBefore(ring: DraftRing, kept: readonly Position[]): DraftRing {
  const [start] = ring;
  const index = Math.max(start === undefined ? 0 : kept.findIndex((vertex) => isSamePosition(vertex, start)), 0);
  const rotated = [...kept.slice(index), ...kept.slice(0, index)];
  return [...rotated, ...rotated.slice(0, 1)];
}
