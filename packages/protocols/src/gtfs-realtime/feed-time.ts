import { Unreadable } from '../unreadable.ts';

/**
 * Unix milliseconds of a time in a feed, which is in Unix seconds; null where there is none, or 0. Some feeds send
 * milliseconds, which as seconds would be thousands of years away. Throws `Unreadable` where no clock can show it.
 */
export function unixMsOf(field: string, time: number | undefined): number | null {
  if (time === undefined || time === 0) return null;
  const unixMs = time < FIRST_MILLISECONDS ? time * 1000 : time;
  if (unixMs > MAX_TIME_MS) throw new Unreadable(field, String(time), 'Unix seconds');
  return unixMs;
}

/** As seconds in the year 5138, as milliseconds in 1973. */
const FIRST_MILLISECONDS = 1e11;

/** The furthest instant a Date can hold (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;
