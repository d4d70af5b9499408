/** A day in UTC as YYYY-MM-DD; days sort as text. */
export type Day = string;

export const DAY_MS = 86_400_000;

/** End of the year 9999; later years have more digits, and their days do not sort. */
const LAST_MS = 253_402_300_799_999;

/** The day of an instant, Unix milliseconds. Before 1970 it is the first, after 9999 the last: no position lies there. */
export function dayOf(unixMs: number): Day {
  return new Date(Math.min(Math.max(unixMs, 0), LAST_MS)).toISOString().slice(0, 10);
}

/** When a day begins, Unix milliseconds. */
export function startOfDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}
