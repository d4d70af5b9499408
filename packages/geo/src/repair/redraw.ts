import { union } from 'polyclip-ts';
import { orientation } from '../shape/orientation.ts';
import {
  antimeridianPolygon,
  frameLongitude,
  planePolygon,
  type Frame,
  type PlanePolygon,
} from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';
import { polygonOf, type Draft, type DraftRing, type Position } from './draft.ts';
import { isTooIntricate } from './intricate.ts';

/** Polygons drawn anew. */
export interface Redrawn {
  readonly drafts: readonly Draft[];
  /** Places where lines crossed and a vertex was made. */
  readonly crossings: readonly Point[];
  /** Rings that did not come out as they went in. */
  readonly changed: readonly ChangedRing[];
}

/** A ring that is no longer what it was. */
export interface ChangedRing {
  /** Index of the draft that was redrawn. */
  readonly draft: number;
  readonly ring: number;
  /** Whether none of its vertices is left. */
  readonly isGone: boolean;
}

/**
 * Draws what polygons cover together anew, without crossings: split where rings cross themselves, holes cut to their
 * shells and joined where they overlap. Rings that come out as they went in, and vertices, keep their coordinates to the
 * bit. Null where there is too much that crosses.
 */
export function redraw(drafts: readonly Draft[]): Redrawn | null {
  const planes = planesOf(drafts);
  if (isTooIntricate(planes.flatMap(({ rings }) => rings))) return null;
  const known = knownOf(drafts, planes);
  const [first = [], ...others] = planes.map(({ rings }) => rings.map(({ vertices }) => pairsOf(vertices)));
  const crossings = new Map<string, Point>();
  const { frame } = planes[0] ?? { frame: 'greenwich' };
  const place = (vertex: Position): Position => {
    const before = known.vertices.get(String(vertex));
    if (before !== undefined) return before;
    const made: Position = [frameLongitude(frame, vertex[0]), vertex[1]];
    crossings.set(String(made), { latitude: made[1], longitude: made[0] });
    return made;
  };
  const [only, second] = drafts;
  const made = union(first, ...others);
  const redrawn = made.map((rings): Draft => {
    const [shell] = rings;
    const source = second === undefined ? only : known.rings.get(shell === undefined ? '' : ringKey(shell))?.draft;
    return {
      origin: source?.origin ?? null,
      rings: rings.map((ring) => known.rings.get(ringKey(ring))?.ring ?? ring.map(place)),
      numbers: [],
    };
  });
  return { drafts: redrawn, crossings: [...crossings.values()], changed: changedRings(planes, made) };
}

function changedRings(
  planes: readonly PlanePolygon[],
  made: readonly (readonly (readonly Position[])[])[],
): ChangedRing[] {
  const rings = new Set(made.flat().map(ringKey));
  const vertices = new Set(made.flat(2).map(String));
  return planes.flatMap((plane, draft) =>
    plane.rings.flatMap((before, ring): ChangedRing[] => {
      const pairs = pairsOf(before.vertices);
      if (rings.has(ringKey(pairs))) return [];
      return [{ draft, ring, isGone: !pairs.some((pair) => vertices.has(String(pair))) }];
    }),
  );
}

/** Polygons in one plane: that of the antimeridian as soon as one of them crosses it. */
export function planesOf(drafts: readonly Draft[]): PlanePolygon[] {
  const planes = drafts.map((draft) => planePolygon(polygonOf(draft)));
  const frames = new Set<Frame>(planes.map(({ frame }) => frame));
  return frames.size > 1 ? drafts.map((draft) => antimeridianPolygon(polygonOf(draft))) : planes;
}

interface Known {
  readonly vertices: Map<string, Position>;
  readonly rings: Map<string, { readonly ring: DraftRing; readonly draft: Draft }>;
}

/** Vertices and rings as they were given, by what they are in the plane. */
function knownOf(drafts: readonly Draft[], planes: readonly PlanePolygon[]): Known {
  const known: Known = { vertices: new Map(), rings: new Map() };
  for (const [index, draft] of drafts.entries()) {
    for (const [number, ring] of draft.rings.entries()) {
      const pairs = pairsOf(planes[index]?.rings[number]?.vertices ?? new Float64Array());
      known.rings.set(ringKey(pairs), { ring, draft });
      noteVertices(known, pairs, ring);
    }
  }
  return known;
}

function noteVertices({ vertices }: Known, pairs: readonly Position[], ring: DraftRing): void {
  for (const [at, pair] of pairs.entries()) vertices.set(String(pair), ring[at] ?? pair);
}

function pairsOf(vertices: Float64Array): [number, number][] {
  return Array.from({ length: vertices.length / 2 }, (_, index): [number, number] => {
    const [x = 0, y = 0] = vertices.subarray(2 * index, 2 * index + 2);
    return [x, y];
  });
}

/** The same for rings that differ only in direction, beginning and vertices within straight stretches. */
function ringKey(ring: readonly Position[]): string {
  const open = ring.slice(1);
  const bends = open.filter((at, index) => {
    const [before, after] = [open.at(index - 1) ?? at, open[(index + 1) % open.length] ?? at];
    return orientation(planePoint(before), planePoint(at), planePoint(after)) !== 0;
  });
  const texts = bends.map(String);
  const least = texts.reduce((best, text, index) => (text < (texts[best] ?? text) ? index : best), 0);
  const forward = [...texts.slice(least), ...texts.slice(0, least)];
  const [start = '', ...rest] = forward;
  const backward = [start, ...rest.toReversed()];
  const [one, other] = [forward.join(';'), backward.join(';')];
  return one < other ? one : other;
}

function planePoint([x, y]: Position): { x: number; y: number } {
  return { x, y };
}
