/** Where time comes from. Tests pass their own; nothing else in the product asks the machine. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
