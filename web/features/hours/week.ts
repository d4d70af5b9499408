const DAY_MS = 24 * 60 * 60 * 1_000;
const DAYS_OF_A_WEEK = 7;

/** The Monday of a day's week. Days are `YYYY-MM-DD`; text that is no day gives null. */
export function mondayOf(day: string): string | null {
  const midnight = midnightOf(day);
  if (midnight === null) return null;
  // Sunday, 0, ends a week.
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % DAYS_OF_A_WEEK;
  return dayOf(midnight - sinceMonday * DAY_MS);
}

/** The day so many weeks later, or before where negative. Fails for text that is no day. */
export function weeksLater(day: string, weeks: number): string {
  const midnight = midnightOf(day);
  if (midnight === null) throw new RangeError(`a day must be YYYY-MM-DD, got ${day}`);
  return dayOf(midnight + weeks * DAYS_OF_A_WEEK * DAY_MS);
}

/** The seven days of a week. @param monday its first day. */
export function daysOfWeek(monday: string): string[] {
  const midnight = instantOfDay(monday);
  return Array.from({ length: DAYS_OF_A_WEEK }, (_, day) => dayOf(midnight + day * DAY_MS));
}

/** The day that clocks of a time zone show at an instant. @param instant Unix milliseconds. */
export function localDayOf(instant: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return format.format(instant);
}

/** A day as an instant to format in UTC: days have no time zone of their own. */
export function instantOfDay(day: string): number {
  return midnightOf(day) ?? Number.NaN;
}

function midnightOf(day: string): number | null {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(midnight) || dayOf(midnight) !== day ? null : midnight;
}

function dayOf(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10);
}
