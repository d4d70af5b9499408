import { parseInstant } from '../instant.ts';

/**
 * Unix milliseconds of the field `timestamp`; undefined where it is none of its forms. A number below 2147483647 is
 * Unix seconds (with an optional fraction), any other milliseconds; text is ISO 8601 or `yyyy-MM-dd HH:mm:ss`, in UTC
 * where no offset is given. An offset's `+` that arrived as a blank, because the sender did not escape it, is read.
 */
export function parseOsmAndTimestamp(text: string): number | undefined {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return fromNumber(Number(trimmed));
  return parseInstant(trimmed.replace(UNESCAPED_PLUS, '$<time>+$<offset>'), { missingOffset: 'utc' });
}

const NUMBER = /^-?\d+(?:\.\d+)?$/u;
const UNESCAPED_PLUS = /(?<time>\d\d:\d\d:\d\d(?:\.\d+)?) (?<offset>\d\d:?\d\d)$/u;

/** Where Traccar draws the line, so that both read the same message alike. */
const FIRST_MILLISECONDS = 2_147_483_647;

/** The furthest instant a Date can hold (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;

function fromNumber(value: number): number | undefined {
  const unixMs = Math.floor(value < FIRST_MILLISECONDS ? value * 1000 : value);
  return Math.abs(unixMs) <= MAX_TIME_MS ? unixMs : undefined;
}
