import { bounds, parseCircle, parseShape, type ParsedShape, type Point, type Shape } from '@trekker/geo';
import { InvalidInputError } from '@trekker/kit';

import { checkBox, type Box } from '../map/viewport.ts';

/** A part of the Earth as a caller gives it: one of the three. */
export interface AreaInput {
  /** GeoJSON. */
  readonly boundary?: unknown;
  readonly circle?:
    | { readonly latitude: number; readonly longitude: number; readonly radiusMeters: number }
    | null
    | undefined;
  readonly box?: Box | null | undefined;
}

/** A part of the Earth. */
export interface Area {
  /** The smallest box around it. */
  readonly box: Box;
  /** What of the box belongs to it; null: all of it. */
  readonly shape: Shape | null;
  /** What nearness is told of: the centre of a circle, otherwise the middle of the box. */
  readonly middle: Point;
}

/** Most characters of a boundary as JSON: some thousand points, which are judged in a few milliseconds. */
const MOST_BOUNDARY = 200_000;

/** The area of an input. Fails with INVALID_INPUT, naming the field, where it is none. */
export function areaOf(input: AreaInput): Area {
  const given = (['boundary', 'circle', 'box'] as const).filter((name) => input[name] != null);
  if (given.length !== 1)
    throw new InvalidInputError(
      'area',
      `must have one of boundary, circle and box, got ${given.join(' and ') || 'none'}`,
    );
  const { boundary, circle, box } = input;
  if (box) {
    checkBox(box, 'area.box');
    return { box, shape: null, middle: middleOf(box) };
  }
  if (circle) {
    const shape = shapeOf('area.circle', parseCircle(circle, circle.radiusMeters));
    return { box: bounds(shape), shape, middle: { latitude: circle.latitude, longitude: circle.longitude } };
  }
  const characters = JSON.stringify(boundary).length;
  if (characters > MOST_BOUNDARY)
    throw new InvalidInputError('area.boundary', `must be at most ${MOST_BOUNDARY} characters, got ${characters}`);
  const shape = shapeOf('area.boundary', parseShape(boundary));
  return { box: bounds(shape), shape, middle: middleOf(bounds(shape)) };
}

function shapeOf(field: string, parsed: ParsedShape): Shape {
  if (parsed.kind === 'valid') return parsed.shape;
  throw new InvalidInputError(field, `must be a shape: ${parsed.problems.map(({ message }) => message).join('; ')}`);
}

function middleOf({ west, south, east, north }: Box): Point {
  const middle = west + (east < west ? east + 360 - west : east - west) / 2;
  return { latitude: (south + north) / 2, longitude: middle > 180 ? middle - 360 : middle };
}
