import { array, constantFrom, nat, record, type Arbitrary } from 'fast-check';

/** How what happened comes to be known: what it shrinks to is in order, each once, one by one. */
export interface Arrival {
  /** By how many places each comes later than its turn; used again and again. */
  readonly delays: readonly number[];
  /** Of which each comes once more, so many places later; 0: not again. */
  readonly repeats: readonly number[];
  /** How many come together at most. */
  readonly together: number;
}

export const someArrival: Arbitrary<Arrival> = record({
  delays: array(constantFrom(0, 0, 1, 2, 5, 12, 40), { minLength: 1, maxLength: 12 }),
  repeats: array(constantFrom(0, 0, 0, 1, 9), { minLength: 1, maxLength: 12 }),
  together: constantFrom(1, 2, 5, 1_000),
});

/** Where in a sequence of so many other things something comes, 0 to 1. */
export const somePlace: Arbitrary<number> = nat(20).map((n) => n / 20);

/** Things in the order in which they arrive, some of them twice. */
export function arriving<T>(things: readonly T[], { delays, repeats }: Arrival): T[] {
  const pick = (from: readonly number[], index: number) => from[index % from.length] ?? 0;
  return things
    .flatMap((thing, index) => {
      const at = index + pick(delays, index);
      const repeat = pick(repeats, index);
      return [{ thing, at }, ...(repeat > 0 ? [{ thing, at: at + repeat }] : [])];
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}

/** Things in blocks of at most so many. */
export function blocksOf<T>(things: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(things.length / size) }, (_, index) =>
    things.slice(index * size, (index + 1) * size),
  );
}
