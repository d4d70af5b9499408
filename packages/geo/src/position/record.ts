/**
 * One accepted fix in fixed units; nothing derived ever re-rounds it.
 * Every number is whole. Optional quantities are null where the device did not report them, which is never the same as 0.
 */
export interface PositionRecord {
  /** Lower-case UUID of the tracker. */
  readonly trackerId: string;
  /** When the device took the fix, by its own clock: Unix milliseconds, 0 to 2^48 - 1. */
  readonly recordedAt: number;
  /** First 8 bytes of SHA-256 over {@link dedupeInput}, as an unsigned 64 bit number. */
  readonly dedupe: bigint;
  /** WGS 84 latitude in 1e-7 degrees. */
  readonly latitudeE7: number;
  /** WGS 84 longitude in 1e-7 degrees. */
  readonly longitudeE7: number;
  /** Metres above the ellipsoid or the sea, as the device means it, times 100. */
  readonly altitudeCentimeters: number | null;
  /** Radius of 68 % confidence in centimetres. */
  readonly accuracyCentimeters: number | null;
  /** Speed over ground in millimetres per second. */
  readonly speedMillimetersPerSecond: number | null;
  /** Course over ground in hundredths of a degree clockwise from north, 0 to 35999. */
  readonly headingCentidegrees: number | null;
  /** 0 for an ordinary fix, else the number of the device event it reports; at most 255. */
  readonly eventKind: number;
}

/** The quantities of a position: all that a derivation reads apart from who and when. */
export type PositionQuantities = Omit<PositionRecord, 'trackerId' | 'recordedAt' | 'dedupe'>;
