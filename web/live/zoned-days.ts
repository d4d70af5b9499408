import { instantOfLocalTime, localTimeOf } from './zoned-time.ts';

/** A stretch of whole days: `[from, to)` in Unix milliseconds. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: number, timeZone: string): string {
  return localTimeOf(instant, timeZone).slice(0, 10);
}

/** The day that lies `days` after another one, both `YYYY-MM-DD`; fewer than 0 lead back. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The Monday of the week a day lies in, both `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}

/** Whether a text is a day that exists, `YYYY-MM-DD`, from the year 2000 on. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^2\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** From the first instant of a day to the first after `days` days, in a time zone: a day may have 23 or 25 hours. */
export function spanOf(day: string, { days, timeZone }: { days: number; timeZone: string }): DaySpan {
  return { from: startOf(day, timeZone), to: startOf(dayAfter(day, days), timeZone) };
}

function startOf(day: string, timeZone: string): number {
  const start = instantOfLocalTime(`${day}T00:00:00`, timeZone);
  if (start === null) throw new RangeError(`day must be a date such as 2026-11-20, got ${JSON.stringify(day)}`);
  return start;
}
