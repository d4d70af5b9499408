/** A date and a time of day in UTC, in numbers as people write them: January is 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * Unix milliseconds of a date and time; undefined for days and times that do not exist. Second 60 is a leap second and
 * counts as the first of the next minute.
 */
export function instantOfParts({ year, month, day, hour, minute, second }: DateParts): number | undefined {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real || hour > 23 || minute > 59 || second > 60) return undefined;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The date and time of an instant in UTC; milliseconds are cut off. */
export function partsOfInstant(unixMs: number): DateParts {
  const date = new Date(unixMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** The numbers one after the other with two digits each, as trackers write dates and times; of a year its last two. */
export function twoDigits(...numbers: readonly number[]): string {
  return numbers.map((number) => String(number % 100).padStart(2, '0')).join('');
}
