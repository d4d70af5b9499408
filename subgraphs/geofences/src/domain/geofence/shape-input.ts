import { parseCircle, parseShape, type ShapeProblem } from '@trekker/geo';
import { userError, type Parsed, type UserError } from '@trekker/kit';

import { boundaryText } from './boundary.ts';

/** A shape as a version keeps it. */
export type KeptShape =
  | {
      readonly shape: 'BOUNDARY';
      readonly boundary: string;
      readonly latitude: null;
      readonly longitude: null;
      readonly radiusMeters: null;
    }
  | {
      readonly shape: 'CIRCLE';
      readonly boundary: null;
      readonly latitude: number;
      readonly longitude: number;
      readonly radiusMeters: number;
    };

/** A shape as a caller gives it: one of the two. */
export interface ShapeInput {
  /** GeoJSON. */
  readonly boundary?: unknown;
  readonly circle?:
    | { readonly latitude: number; readonly longitude: number; readonly radiusMeters: number }
    | null
    | undefined;
}

/** What an input gives that names no shape. */
export const NO_SHAPE: Parsed<null> = { ok: true, value: null };

/** The shape of an input, null where it names none, or what is wrong with it: one userError per problem, with its place. */
export function parseShapeInput({ boundary = null, circle = null }: ShapeInput): Parsed<KeptShape | null> {
  if (boundary !== null && circle !== null) {
    return refused(userError('circle', 'BOTH_GIVEN', 'a geofence has a boundary or a circle, not both'));
  }
  if (boundary !== null) return parseBoundary(boundary);
  return circle === null ? NO_SHAPE : parseCircleInput(circle);
}

function parseBoundary(boundary: unknown): Parsed<KeptShape> {
  const parsed = parseShape(boundary);
  if (parsed.kind === 'invalid') return refused(...parsed.problems.map((problem) => shapeError('boundary', problem)));
  const none = { latitude: null, longitude: null, radiusMeters: null };
  return { ok: true, value: { shape: 'BOUNDARY', boundary: boundaryText(boundary), ...none } };
}

function parseCircleInput({ latitude, longitude, radiusMeters }: NonNullable<ShapeInput['circle']>): Parsed<KeptShape> {
  const parsed = parseCircle({ latitude, longitude }, radiusMeters);
  if (parsed.kind === 'invalid') return refused(...parsed.problems.map((problem) => shapeError('circle', problem)));
  return { ok: true, value: { shape: 'CIRCLE', boundary: null, latitude, longitude, radiusMeters } };
}

/** Polygon and ring are counted from 1 for people, as the message counts them; ring 1 is the outer one. */
function shapeError(field: string, { code, message, polygon, ring, position }: ShapeProblem): UserError {
  const values = {
    polygon: polygon === null ? null : polygon + 1,
    ring: ring === null ? null : ring + 1,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
  };
  const params = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : { name, value: String(value) },
  );
  return { ...userError(field, code, message), params };
}

function refused(...userErrors: UserError[]): { ok: false; userErrors: UserError[] } {
  return { ok: false, userErrors };
}
