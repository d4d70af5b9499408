import { exactOrientation } from './exact-orientation.ts';
import type { PlanePoint } from './plane.ts';

/**
 * A floating-point determinant larger than this share of its two products' magnitudes has the right sign
 * (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997, §4: (3 + 16ε)ε).
 */
export const CERTAIN_SHARE = 3.3306690738754716e-16;

/** Products below this may have lost their last bits to underflow, which the bound above does not cover. */
export const CERTAIN_SIZE = 1e-280;

/**
 * On which side of the line from `a` to `b` is `c`: positive left, negative right, 0 exactly on it. Always right: where
 * rounding could decide, whole-number arithmetic does.
 */
export function orientation(a: PlanePoint, b: PlanePoint, c: PlanePoint): number {
  const left = (a.x - c.x) * (b.y - c.y);
  const right = (a.y - c.y) * (b.x - c.x);
  const size = Math.abs(left) + Math.abs(right);
  const determinant = left - right;
  if (size > CERTAIN_SIZE && Math.abs(determinant) > CERTAIN_SHARE * size) return determinant;
  // Factors that are nothing, as with a shared end or a level line, are so without rounding.
  const isNothing = (a.x === c.x || b.y === c.y) && (a.y === c.y || b.x === c.x);
  return isNothing ? 0 : exactOrientation(a, b, c);
}
