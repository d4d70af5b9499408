import type { SpeedUnit } from './device-protocol.ts';

/** Metres per second of one of the unit. A knot is a nautical mile of 1852 m an hour, a mile has 1609.344 m. */
const METERS_PER_SECOND: Readonly<Record<SpeedUnit, number>> = {
  knots: 1852 / 3600,
  kilometersPerHour: 1 / 3.6,
  metersPerSecond: 1,
  milesPerHour: 1609.344 / 3600,
};

/** Metres per second of a speed in the unit. */
export function metersPerSecondOf(speed: number, unit: SpeedUnit): number {
  return speed * METERS_PER_SECOND[unit];
}

/** A speed in metres per second in the unit. */
export function speedIn(unit: SpeedUnit, metersPerSecond: number): number {
  return metersPerSecond / METERS_PER_SECOND[unit];
}
