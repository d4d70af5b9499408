/** What counts as a stop, a trip and silence. Everything derived follows from these: change them and derive anew. */
export const MOTION = {
  /** A stop stays within so many millimetres, and the accuracy of each position, of where it is. */
  stopRadiusMm: 50_000,
  /** No less than this, in milliseconds, is a stop; an absence shorter than this does not end one. */
  stopMs: 180_000,
  /**
   * Between two positions further apart than this, in milliseconds, nobody knows what happened: trips and stops end. Phones
   * that stand still report every half an hour. At most an hour, so that every hour with a figure has a position.
   */
  gapMs: 3_600_000,
  /** Most of a position's accuracy that is added to the radius, in millimetres. */
  mostAccuracyMm: 100_000,
  /** A shorter step tells no speed, in milliseconds. */
  leastSpeedMs: 1_000,
  /** Nor does one that were faster than any device may state, in millimetres per second: the place jumped. */
  mostSpeedMms: 100_000_000,
} as const;

/** Length of the time that figures are kept for, milliseconds. */
export const HOUR_MS = 3_600_000;

/** The UTC hour that an instant lies in; Unix milliseconds. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
