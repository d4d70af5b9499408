/** Numbers from 0 up to and without 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed to run with: settled, or that of an earlier run, or a new one at full scale or for `any`. */
export function chooseSeed(): number {
  const { TREKKER_TEST_SEED: asked, TREKKER_TEST_SCALE: scale } = process.env; // oxlint-disable-line node/no-process-env -- how a failing run is repeated
  if (asked === 'any' || (asked === undefined && scale === 'full')) return Date.now() % 2 ** 31;
  return Number(asked ?? 20_261_121);
}
