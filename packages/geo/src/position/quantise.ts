import type { PositionQuantities } from './record.ts';

/** Largest magnitude of a fixed-unit quantity: the signed 32 bit range, so every store can keep it as a plain integer. */
export const QUANTITY_MAX = 2_147_483_647;

/** What a device measured, in floating point; `null` where it measured nothing. */
export interface MeasuredFix {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitudeMeters: number | null;
  readonly accuracyMeters: number | null;
  readonly speedMetersPerSecond: number | null;
  readonly headingDegrees: number | null;
  readonly eventKind: number;
}

/**
 * A measured fix in the fixed units of a position. Ranges (latitude 91, negative accuracy) are the caller's to judge
 * beforehand; here only what no position can hold fails.
 * @throws RangeError where a value is not finite or beyond {@link QUANTITY_MAX} in its fixed unit.
 */
export function quantiseFix(fix: MeasuredFix): PositionQuantities {
  return {
    latitudeE7: quantiseDegrees(fix.latitude),
    longitudeE7: quantiseDegrees(fix.longitude),
    altitudeCentimeters: fix.altitudeMeters === null ? null : quantiseMeters(fix.altitudeMeters),
    accuracyCentimeters: fix.accuracyMeters === null ? null : quantiseMeters(fix.accuracyMeters),
    speedMillimetersPerSecond:
      fix.speedMetersPerSecond === null ? null : quantiseMetersPerSecond(fix.speedMetersPerSecond),
    headingCentidegrees: fix.headingDegrees === null ? null : quantiseHeading(fix.headingDegrees),
    eventKind: fix.eventKind,
  };
}

/** Degrees of latitude or longitude to whole 1e-7 degrees (about a centimetre), half away from zero. */
export function quantiseDegrees(degrees: number): number {
  return roundHalfAway(degrees * 1e7);
}

/** Metres to whole centimetres, half away from zero. */
export function quantiseMeters(meters: number): number {
  return roundHalfAway(meters * 100);
}

/** Metres per second to whole millimetres per second, half away from zero. */
export function quantiseMetersPerSecond(metersPerSecond: number): number {
  return roundHalfAway(metersPerSecond * 1000);
}

/** An angle in degrees clockwise from north, any number of turns, to 0..35999 hundredths; 360 is 0. */
export function quantiseHeading(headingDegrees: number): number {
  const hundredths = roundHalfAway((headingDegrees % 360) * 100);
  return ((hundredths % 36_000) + 36_000) % 36_000;
}

/** 1e-7 degrees back to degrees: one division, so the nearest double to the decimal value. */
export function degrees(degreesE7: number): number {
  return degreesE7 / 1e7;
}

/** Centimetres back to metres. */
export function meters(centimeters: number): number {
  return centimeters / 100;
}

/** Millimetres per second back to metres per second. */
export function metersPerSecond(millimetersPerSecond: number): number {
  return millimetersPerSecond / 1000;
}

/** Hundredths of a degree back to degrees. */
export function headingDegrees(centidegrees: number): number {
  return centidegrees / 100;
}

/** Half away from zero, never -0. The half is that of the double handed in. */
function roundHalfAway(value: number): number {
  const magnitude = Math.abs(value);
  const floor = Math.floor(magnitude);
  // Not floor(x + 0.5): the addition itself rounds, and 0.49999999999999994 would become 1.
  const rounded = magnitude - floor >= 0.5 ? floor + 1 : floor;
  if (!(rounded <= QUANTITY_MAX)) throw new RangeError(`a position cannot hold ${value} in its fixed unit`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
