/** Repeatable randomness for tests: the mulberry32 generator, the same numbers for the same seed. */
export interface SeededRandom {
  /** From 0 up to and without 1. */
  next(): number;
  /** Whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** One of `values`. */
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** @param seed any whole number; a failing test prints it, so that the case comes back. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return { next, integer, pick: (values) => values[integer(0, values.length - 1)] ?? values[0] };
}
