const KILOMETERS_PER_HOUR_PER_METER_PER_SECOND = 3.6;

/** Metres per second of a speed in km/h. */
export function metersPerSecondOf(kilometersPerHour: number): number {
  return kilometersPerHour / KILOMETERS_PER_HOUR_PER_METER_PER_SECOND;
}

/** Km/h of a speed in metres per second. */
export function kilometersPerHour(metersPerSecond: number): number {
  return metersPerSecond * KILOMETERS_PER_HOUR_PER_METER_PER_SECOND;
}
