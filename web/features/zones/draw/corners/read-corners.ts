import type { Position } from 'geojson';
import { CIRCLE_RADIUS_METERS, CORRIDOR_WIDTH_METERS } from '@trekker/geo/judge';
import type { DrawnShape } from '../../../../map/drawing/drawn-shape.ts';
import type { ZoneShape } from '../shape-input.ts';
import { degreesOf, type DegreePart } from './coordinate-text.ts';
import { LEAST_CORNERS, type CornerEntry, type CornerList } from './corner-list.ts';

/** What keeps a list from being a shape. */
export type EntryProblem =
  /** No degrees, or none on Earth. */
  | { readonly kind: 'degrees'; readonly id: number; readonly part: DegreePart; readonly isEmpty: boolean }
  /** @property line counted from 0. */
  | { readonly kind: 'few'; readonly line: number; readonly least: number }
  | { readonly kind: 'measure'; readonly least: number; readonly most: number };

/** A list as a shape, or everything that is wrong with it. */
export type ReadCorners = { readonly shape: ZoneShape } | { readonly problems: readonly EntryProblem[] };

/** How far the measure of a kind goes, metres. */
export const MEASURE_LIMITS = { circle: CIRCLE_RADIUS_METERS, corridor: CORRIDOR_WIDTH_METERS } as const;

const PARTS = ['latitude', 'longitude'] as const;

/** The shape that a list means. @param widthMeters of corridors, for a shape that is none. */
export function readCorners(list: CornerList, widthMeters: number): ReadCorners {
  const problems = [...lineProblems(list), ...measureProblems(list)];
  if (problems.length) return { problems };
  const lines = list.lines.map((line) => line.map(placeOf).filter((place) => place !== null));
  const measure = metersOf(list.measure);
  return {
    shape: { drawn: drawnOf(list.kind, lines, measure), widthMeters: list.kind === 'corridor' ? measure : widthMeters },
  };
}

/** Where a corner is; null where that was not said yet. */
export function placeOf(entry: CornerEntry): Position | null {
  if (entry.at) return [...entry.at];
  const [latitude, longitude] = PARTS.map((part) => degreesOf(entry[part], part));
  return typeof latitude === 'number' && typeof longitude === 'number' ? [longitude, latitude] : null;
}

function lineProblems({ kind, lines }: CornerList): EntryProblem[] {
  const least = LEAST_CORNERS[kind];
  return lines.flatMap((entries, line) => [
    ...(entries.length < least ? [{ kind: 'few', line, least } as const] : []),
    ...entries.flatMap(degreeProblems),
  ]);
}

function degreeProblems(entry: CornerEntry): EntryProblem[] {
  if (entry.at) return [];
  return PARTS.filter((part) => degreesOf(entry[part], part) === null).map((part) => ({
    kind: 'degrees',
    id: entry.id,
    part,
    isEmpty: entry[part].trim() === '',
  }));
}

function measureProblems({ kind, measure }: CornerList): EntryProblem[] {
  if (kind === 'polygon') return [];
  const { least, most } = MEASURE_LIMITS[kind];
  const meters = metersOf(measure);
  return meters >= least && meters <= most ? [] : [{ kind: 'measure', least, most }];
}

function drawnOf(kind: DrawnShape['kind'], lines: readonly (readonly Position[])[], measure: number): DrawnShape {
  const [first = []] = lines;
  const [longitude = 0, latitude = 0] = first[0] ?? [];
  switch (kind) {
    case 'polygon':
      return { kind, rings: lines.map((line) => [...line, ...line.slice(0, 1)]) };
    case 'circle':
      return { kind, center: { latitude, longitude }, radiusMeters: measure };
    case 'corridor':
      return { kind, line: { type: 'LineString', coordinates: [...first] } };
  }
}

/** Metres as typed, with a point or a comma; NaN for anything else. */
function metersOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
}
