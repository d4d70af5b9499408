import type { SimulatedPerson } from './create-population.ts';

const HOUR_MS = 3_600_000;
const DAY_STARTS_AT_HOUR = 6;
const DAY_ENDS_AT_HOUR = 18;

/** Whether a person works at this instant. The site keeps UTC, so no clock change moves a shift. */
export function isOnShift({ shift }: Pick<SimulatedPerson, 'shift'>, unixMs: number): boolean {
  const hour = (unixMs / HOUR_MS) % 24;
  const isDay = hour >= DAY_STARTS_AT_HOUR && hour < DAY_ENDS_AT_HOUR;
  return isDay === (shift === 'day');
}
