import type { PlanePoint } from './plane.ts';

const FRACTION_BITS = 52n;
const FRACTION = (1n << FRACTION_BITS) - 1n;
const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);

/** As `orientation`, in whole numbers of any size: slow and beyond doubt. The coordinates must be finite. */
export function exactOrientation(a: PlanePoint, b: PlanePoint, c: PlanePoint): -1 | 0 | 1 {
  const parts = [a.x, a.y, b.x, b.y, c.x, c.y].map(decompose);
  const least = parts.reduce((lowest, { exponent }) => (exponent < lowest ? exponent : lowest), 2_000n);
  const [ax = 0n, ay = 0n, bx = 0n, by = 0n, cx = 0n, cy = 0n] = parts.map(
    ({ mantissa, exponent }) => mantissa << (exponent - least),
  );
  const determinant = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx);
  if (determinant === 0n) return 0;
  return determinant > 0n ? 1 : -1;
}

/** A double as mantissa · 2^exponent, both whole (IEEE 754, with the exponent's offset left in). */
function decompose(value: number): { readonly mantissa: bigint; readonly exponent: bigint } {
  number[0] = value;
  const pattern = bits[0] ?? 0n;
  const fraction = pattern & FRACTION;
  const exponent = (pattern >> FRACTION_BITS) & 0x7ffn;
  const magnitude = exponent === 0n ? fraction : fraction | (1n << FRACTION_BITS);
  return { mantissa: pattern < 0n ? -magnitude : magnitude, exponent: exponent === 0n ? 1n : exponent };
}
