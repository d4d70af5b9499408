/** Draws that depend on nothing but the key: the same key gives the same draws on every machine, for ever. */
export interface Random {
  /** Evenly from [0, 1). */
  next(): number;
  /** Evenly from [min, max). */
  between(min: number, max: number): number;
  /** One of the choices, evenly. Throws `RangeError` where there is none. */
  pick<T>(choices: readonly T[]): T;
  /** From the normal distribution with mean 0 and deviation 1. */
  normal(): number;
}

/** The generator of a key, such as (seed, person, "window", 7). Cheap enough to make one per question. */
export function createRandom(...key: readonly (string | number)[]): Random {
  let state = hash(key.join('/'));
  // Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, passes gjrand's tests.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (min, max) => min + next() * (max - min),
    pick: (choices) => {
      const choice = choices.at(Math.floor(next() * choices.length));
      if (choice === undefined) throw new RangeError('there is nothing to pick from');
      return choice;
    },
    // Box and Muller 1958; 1 - next() keeps the logarithm away from 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
