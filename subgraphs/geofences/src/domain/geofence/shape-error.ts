import type { ShapeProblem } from '@trekker/geo';
import { userError, type UserError, withParams } from '@trekker/kit';

/**
 * What is wrong with the shape in a field of `input`. Polygon and ring are counted from 1 for people, as the message counts
 * them; ring 1 is the outer one.
 */
export function shapeError(field: string, { code, message, polygon, ring, position }: ShapeProblem): UserError {
  const values = {
    polygon: polygon === null ? null : polygon + 1,
    ring: ring === null ? null : ring + 1,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
  };
  return withParams(userError(field, code, message), values);
}
