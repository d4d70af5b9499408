import type { Position } from 'geojson';
import type { DrawnShape } from '../../../../map/drawing/drawn-shape.ts';
import { USUAL_WIDTH_METERS, type ZoneShape } from '../shape-input.ts';
import { pairIn, textsOf, type DegreePart } from './coordinate-text.ts';

/** A corner of a shape while somebody types it. */
export interface CornerEntry {
  /** Apart from all others of the list. */
  readonly id: number;
  readonly latitude: string;
  readonly longitude: string;
  /** Where it is to the last digit as long as nobody typed anything else; null: where the texts say. */
  readonly at: Position | null;
}

/** A shape as a list of corners, as far as it was entered. */
export interface CornerList {
  readonly kind: DrawnShape['kind'];
  /** Rings of a polygon, no corner twice; the line of a corridor; the centre of a circle. */
  readonly lines: readonly (readonly CornerEntry[])[];
  /** Radius of a circle, width of a corridor, metres as typed; empty for a polygon. */
  readonly measure: string;
}

/** The fewest corners that make a line of each kind. */
export const LEAST_CORNERS = { polygon: 3, circle: 1, corridor: 2 } as const;

/** What a circle begins with: a small yard. */
const USUAL_RADIUS_METERS = 25;

/** A shape as a list. @param kind of the list where there is no shape of it yet. */
export function listOf(shape: ZoneShape | null, kind: DrawnShape['kind']): CornerList {
  if (shape?.drawn.kind !== kind) {
    const measure = { polygon: '', circle: String(USUAL_RADIUS_METERS), corridor: String(USUAL_WIDTH_METERS) }[kind];
    return { kind, lines: [emptyLine(kind, 0)], measure };
  }
  const { drawn, widthMeters } = shape;
  switch (drawn.kind) {
    case 'polygon':
      return { kind, lines: entriesOf(drawn.rings.map((ring) => ring.slice(0, -1))), measure: '' };
    case 'circle': {
      const { center, radiusMeters } = drawn;
      const measure = String(Math.round(radiusMeters * 100) / 100);
      return { kind, lines: entriesOf([[[center.longitude, center.latitude]]]), measure };
    }
    case 'corridor':
      return { kind, lines: entriesOf([drawn.line.coordinates]), measure: String(widthMeters) };
  }
}

/** The list with another text for one degree of a corner; a text with both degrees fills in both. */
export function withText(list: CornerList, id: number, given: { readonly part: DegreePart; readonly text: string }) {
  const texts = pairIn(given.text) ?? { [given.part]: given.text };
  return mapLines(list, (line) => line.map((entry) => (entry.id === id ? { ...entry, ...texts, at: null } : entry)));
}

/** The list with another corner beside one, in the middle between its neighbours where both are known. */
export function withCorner(
  list: CornerList,
  { beside, side, at }: { beside: number; side: 'before' | 'after'; at: (entry: CornerEntry) => Position | null },
): { readonly list: CornerList; readonly id: number } {
  const id = nextId(list);
  const next = mapLines(list, (line) => {
    const index = line.findIndex((entry) => entry.id === beside);
    if (index < 0) return line;
    const behind = side === 'before' ? index : index + 1;
    // The ring of a polygon has no ends.
    const around =
      list.kind === 'polygon' ? [line.at(behind - 1), line[behind % line.length]] : [line[behind - 1], line[behind]];
    return line.toSpliced(
      behind,
      0,
      between(
        id,
        around.map((entry) => (entry ? at(entry) : null)),
      ),
    );
  });
  return { list: next, id };
}

/** The list without a corner; a ring that has none left is gone, unless it is the last one. */
export function withoutCorner(list: CornerList, id: number): CornerList {
  const lines = list.lines.map((line) => line.filter((entry) => entry.id !== id));
  const left = lines.filter((line) => line.length > 0);
  return { ...list, lines: left.length ? left : [emptyLine(list.kind, 0)] };
}

/** The list with another ring behind the others, to be filled in: inside of one it cuts a hole. */
export function withRing(list: CornerList): { readonly list: CornerList; readonly id: number } {
  const id = nextId(list);
  return { list: { ...list, lines: [...list.lines, emptyLine(list.kind, id)] }, id };
}

/** The list without a ring. @param index counted from 0. */
export function withoutRing(list: CornerList, index: number): CornerList {
  const lines = list.lines.toSpliced(index, 1);
  return { ...list, lines: lines.length ? lines : [emptyLine(list.kind, 0)] };
}

/** Whether nobody entered a corner yet. */
export function isBlank({ lines }: CornerList): boolean {
  return lines.every((line) => line.every(({ latitude, longitude }) => `${latitude}${longitude}`.trim() === ''));
}

function mapLines(list: CornerList, change: (line: readonly CornerEntry[]) => readonly CornerEntry[]): CornerList {
  return { ...list, lines: list.lines.map(change) };
}

function entriesOf(lines: readonly (readonly Position[])[]): CornerEntry[][] {
  let id = 0;
  return lines.map((line) => line.map((at) => ({ id: id++, ...textsOf(at), at })));
}

function emptyLine(kind: DrawnShape['kind'], from: number): CornerEntry[] {
  return Array.from({ length: LEAST_CORNERS[kind] }, (_, index) => emptyEntry(from + index));
}

function emptyEntry(id: number): CornerEntry {
  return { id, latitude: '', longitude: '', at: null };
}

function between(id: number, [from, to]: readonly (Position | null)[]): CornerEntry {
  if (!from || !to) return emptyEntry(id);
  const [west = 0, south = 0] = from;
  const [east = 0, north = 0] = to;
  const texts = textsOf([(west + east) / 2, (south + north) / 2]);
  return { id, ...texts, at: null };
}

function nextId({ lines }: CornerList): number {
  return Math.max(-1, ...lines.flat().map(({ id }) => id)) + 1;
}
