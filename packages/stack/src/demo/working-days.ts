import { localDay, localInstant, weekday } from '@trekker/simulator';

/** Midnight with which the so-manieth working day before today begins, by the zone's clocks; with 0 that of today. */
export function workingDaysBefore(timeZone: string, nowMs: number, days: number): number {
  let day = localDay(timeZone, nowMs);
  for (let left = days; left > 0;) {
    day--;
    if (weekday(day) < 5) left--;
  }
  return localInstant(timeZone, day, 0);
}
