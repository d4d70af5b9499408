import { instantNear } from '../instant-near.ts';
import { type DateParts, instantOfParts } from '../instant-of-parts.ts';

const QUARTER_MS = 900_000;
const SENT_WITHIN_MS = 120_000;

/** `yymmddhhmm`, with seconds or not, or `yy/mm/dd hh:mm`. */
const LOCAL = /^(\d\d)\/?(\d\d)\/?(\d\d) ?(\d\d):?(\d\d)(\d\d)?$/u;
const UTC = /^(\d\d)(\d\d)(\d\d)(\.\d+)?$/u;

/** The clock on the wall of the device, as if it were UTC; undefined where the text is none. */
export function readLocalTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second = '0'] = LOCAL.exec(text) ?? [];
  if (minute === undefined) return undefined;
  return instantOfParts(numbers({ year: `20${year}`, month, day, hour, minute, second }));
}

/**
 * The instant of a UTC time of day (`hhmmss.sss`) beside a date that is local: it is within half a day of the wall
 * clock. `240301025958` beside `235957` is just before midnight of 29 February, by a clock three hours ahead.
 *
 * @param nearMs what the instant is close to, Unix milliseconds: the wall clock less what it is ahead of UTC.
 */
export function readUtcTime(text: string, nearMs: number): number | undefined {
  const [, hour, minute, second, fraction = '0'] = UTC.exec(text) ?? [];
  if (second === undefined) return undefined;
  const first = instantOfParts(numbers({ year: '1970', month: '1', day: '1', hour, minute, second }));
  if (first === undefined) return undefined;
  const timeMs = first + Math.floor(Number(fraction) * 1000);
  return instantNear(timeMs, nearMs);
}

/**
 * How far a wall clock is ahead of UTC, seconds, by what it shows at an instant; null where that is no quarter of an
 * hour within the time it takes to send a message.
 */
export function utcOffsetOf(localMs: number, utcMs: number): number | null {
  const offsetMs = Math.round((localMs - utcMs) / QUARTER_MS) * QUARTER_MS;
  return Math.abs(localMs - utcMs - offsetMs) <= SENT_WITHIN_MS ? offsetMs / 1000 : null;
}

function numbers(texts: Readonly<Record<keyof DateParts, string | undefined>>): DateParts {
  const { year, month, day, hour, minute, second } = texts;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
}
