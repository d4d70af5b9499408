import { Temporal } from 'temporal-polyfill';

const FORM = /^\d{4}-\d{2}-\d{2}$/;
const FIRST = '2000-01-01';
const LAST = '9998-12-31';

/** Whether a text is a day of the calendar as `YYYY-MM-DD`, from 2000-01-01 to 9998-12-31. */
export function isCalendarDate(text: string): boolean {
  if (!FORM.test(text) || text < FIRST || text > LAST) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** The Monday of the week a day belongs to. */
export function mondayOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** A day some days after another; before it where `days` is negative. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The first instant of a day in an IANA time zone, Unix milliseconds. Where clocks skip midnight it is a later hour. */
export function startOfDay(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}
