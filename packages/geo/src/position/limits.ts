import type { PositionRecord } from './record.ts';

type NumberField = Exclude<keyof PositionRecord, 'trackerId' | 'dedupe'>;

const INT32 = { least: -(2 ** 31), most: 2 ** 31 - 1 } as const;

/** The least and the most each number of a position may be; every one is whole. What makes sense on Earth is intake's to judge. */
export const POSITION_LIMITS = {
  recordedAt: { least: 0, most: 2 ** 48 - 1 },
  latitudeE7: INT32,
  longitudeE7: INT32,
  altitudeCentimeters: INT32,
  accuracyCentimeters: INT32,
  speedMillimetersPerSecond: INT32,
  headingCentidegrees: { least: 0, most: 35_999 },
  eventKind: { least: 0, most: 255 },
} as const satisfies Record<NumberField, { readonly least: number; readonly most: number }>;

/**
 * Lets pass what a position can hold.
 * @throws RangeError naming the field, its range and the value.
 */
export function requireInLimits(field: NumberField, value: number | null): void {
  if (value === null) return;
  const { least, most } = POSITION_LIMITS[field];
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${field} must be a whole number from ${least} to ${most}, got ${value}`);
}

/**
 * Lets pass an unsigned 64 bit number.
 * @throws RangeError otherwise.
 */
export function requireDedupe(dedupe: bigint): void {
  if (BigInt.asUintN(64, dedupe) === dedupe) return;
  throw new RangeError(`dedupe must be an unsigned 64 bit number, got ${dedupe}`);
}
