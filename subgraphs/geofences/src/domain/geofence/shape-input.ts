import { parseCircle, parseCorridor, parseShape } from '@trekker/geo';
import { userError, type Parsed, type UserError } from '@trekker/kit';

import { geometryText } from './boundary.ts';
import type { KeptColumns } from './lay-out.ts';
import { shapeError } from './shape-error.ts';

/** A shape as a version keeps it: the columns of its kind, all others null. */
export type KeptShape =
  | Kept<'BOUNDARY', 'boundary'>
  | Kept<'CIRCLE', 'latitude' | 'longitude' | 'radiusMeters'>
  | Kept<'CORRIDOR', 'line' | 'widthMeters'>;

/** A shape as a caller gives it: one of the three. */
export interface ShapeInput {
  /** GeoJSON. */
  readonly boundary?: unknown;
  readonly circle?:
    | { readonly latitude: number; readonly longitude: number; readonly radiusMeters: number }
    | null
    | undefined;
  /** Its line is GeoJSON. */
  readonly corridor?: { readonly line: unknown; readonly widthMeters: number } | null | undefined;
}

/** What an input gives that names no shape. */
export const NO_SHAPE: Parsed<null> = { ok: true, value: null };

/** The shape of an end: none. */
export const ENDED = {
  shape: 'NONE',
  boundary: null,
  latitude: null,
  longitude: null,
  radiusMeters: null,
  line: null,
  widthMeters: null,
} as const;

/** The shape of an input, null where it names none, or what is wrong with it: one userError per problem, with its place. */
export function parseShapeInput({ boundary, circle, corridor }: ShapeInput): Parsed<KeptShape | null> {
  const given = Object.entries({ boundary, circle, corridor }).flatMap(([name, value]) => (value == null ? [] : name));
  const [, second] = given;
  if (second !== undefined) {
    const message = `a geofence has one shape: a boundary, a circle or a corridor; got ${given.join(' and ')}`;
    return refused(userError(second, 'BOTH_GIVEN', message));
  }
  if (boundary != null) return parseBoundary(boundary);
  if (circle != null) return parseCircleInput(circle);
  return corridor == null ? NO_SHAPE : parseCorridorInput(corridor);
}

type Kept<S extends string, C extends keyof KeptColumns> = { readonly shape: S } & {
  readonly [K in keyof KeptColumns]: K extends C ? NonNullable<KeptColumns[K]> : null;
};

function parseBoundary(boundary: unknown): Parsed<KeptShape> {
  const parsed = parseShape(boundary);
  if (parsed.kind === 'invalid') return refused(...parsed.problems.map((problem) => shapeError('boundary', problem)));
  return { ok: true, value: { ...ENDED, shape: 'BOUNDARY', boundary: geometryText(boundary) } };
}

function parseCircleInput({ latitude, longitude, radiusMeters }: NonNullable<ShapeInput['circle']>): Parsed<KeptShape> {
  const parsed = parseCircle({ latitude, longitude }, radiusMeters);
  if (parsed.kind === 'invalid') return refused(...parsed.problems.map((problem) => shapeError('circle', problem)));
  return { ok: true, value: { ...ENDED, shape: 'CIRCLE', latitude, longitude, radiusMeters } };
}

function parseCorridorInput({ line, widthMeters }: NonNullable<ShapeInput['corridor']>): Parsed<KeptShape> {
  const parsed = parseCorridor(line, widthMeters);
  if (parsed.kind === 'invalid') {
    return refused(
      ...parsed.problems.map((problem) =>
        shapeError(problem.code === 'WIDTH_OUT_OF_RANGE' ? 'corridor.widthMeters' : 'corridor.line', problem),
      ),
    );
  }
  return { ok: true, value: { ...ENDED, shape: 'CORRIDOR', line: geometryText(line), widthMeters } };
}

function refused(...userErrors: UserError[]): { ok: false; userErrors: UserError[] } {
  return { ok: false, userErrors };
}
