/** Most often that differences are taken of differences. */
export const DEEPEST = 2;

/** A series of whole numbers as differences, or as it was where that is shorter. */
export interface Differences {
  /** What each series began with, the numbers' own first; as many as differences were taken. */
  readonly first: readonly number[];
  /** The differences that are left, divided by `unit` and folded: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
  readonly folded: Float64Array;
  /** What every difference is a multiple of, at least 1. */
  readonly unit: number;
  /** The largest of `folded`, or 0. */
  readonly most: number;
}

/**
 * Takes differences as often as makes the numbers smallest.
 * @throws RangeError where a number is not whole or beyond 2^50.
 */
export function bestDifferences(values: ArrayLike<number>): Differences {
  let series = Float64Array.from(values);
  requireWhole(series);
  const first: number[] = [];
  let best = foldedOf(series, []);
  let least = bitsOf(best.folded) + firstBits(first);
  for (let depth = 1; depth <= DEEPEST && series.length > 0; depth += 1) {
    first.push(series[0] ?? 0);
    series = stepsOf(series);
    const next = foldedOf(series, [...first]);
    if (next.most > Number.MAX_SAFE_INTEGER) break;
    const bits = bitsOf(next.folded) + firstBits(first);
    if (bits < least) [best, least] = [next, bits];
  }
  return best;
}

/** Differences of differences of such numbers are still exact. */
const FURTHEST = 2 ** 50;

function requireWhole(values: Float64Array): void {
  for (const value of values) {
    if (Number.isInteger(value) && Math.abs(value) <= FURTHEST) continue;
    throw new RangeError(`a packed number must be whole and within 2^50, got ${value}`);
  }
}

function stepsOf(values: Float64Array): Float64Array<ArrayBuffer> {
  const steps = new Float64Array(values.length - 1);
  for (let index = 0; index < steps.length; index += 1) steps[index] = (values[index + 1] ?? 0) - (values[index] ?? 0);
  return steps;
}

function foldedOf(values: Float64Array, first: readonly number[]): Differences {
  let unit = 0;
  for (const value of values) unit = unit === 1 ? 1 : commonDivisor(unit, Math.abs(value));
  unit ||= 1;
  let most = 0;
  const folded = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = (values[index] ?? 0) / unit;
    const one = value < 0 ? -2 * value - 1 : 2 * value;
    folded[index] = one;
    if (one > most) most = one;
  }
  return { first, folded, unit, most };
}

function commonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** About the bits that folded numbers take. */
function bitsOf(folded: Float64Array): number {
  let bits = 0;
  for (const value of folded)
    bits += value < 0x1_0000_0000 ? 32 - Math.clz32(value) : 33 + Math.log2(value / 0x1_0000_0000);
  return bits;
}

function firstBits(first: readonly number[]): number {
  return first.reduce((bits, value) => bits + 8 + Math.log2(1 + Math.abs(value)), 0);
}
