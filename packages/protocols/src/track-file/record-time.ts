import { instantOfParts } from '../instant-of-parts.ts';
import { parseInstant } from '../instant.ts';
import { Unreadable } from '../unreadable.ts';

/** A time as a record has it, in one field or in two. */
export interface RecordTime {
  readonly time: unknown;
  readonly date?: unknown;
}

/**
 * Unix milliseconds; null where nothing is said. Taken are ISO 8601, `yyyy/MM/dd` and `dd.MM.yyyy` with `HH:mm:ss`,
 * `yyMMdd` or `yyyyMMdd` with `HHmmss`, Unix seconds and milliseconds. Without an offset it is UTC. Days of one or two
 * digits between slashes are not taken: half the world means the month by the first of them.
 */
export function readRecordTime({ time, date }: RecordTime): number | null {
  const text = [date, time]
    .filter((part) => part !== undefined && part !== null)
    .map(String)
    .join(' ')
    .trim();
  if (text === '') return null;
  const instant = text.length > MOST_CHARACTERS ? undefined : instantOf(text);
  if (instant !== undefined) return instant;
  throw new Unreadable('time', text, 'ISO 8601, yyyy-MM-dd HH:mm:ss, dd.MM.yyyy HH:mm:ss, or Unix (milli)seconds');
}

/** Longer than any time somebody would write. */
const MOST_CHARACTERS = 100;

function instantOf(text: string): number | undefined {
  return NUMBER.test(text) ? unixMsOf(Number(text)) : (instantOfText(text) ?? instantOfDigits(text));
}

const NUMBER = /^-?\d+(?:\.\d+)?$/u;

/** As seconds in the year 5138, as milliseconds in 1973. */
const FIRST_MILLISECONDS = 1e11;

/** The furthest instant a Date can hold (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;

function unixMsOf(number: number): number | undefined {
  const unixMs = Math.round(Math.abs(number) < FIRST_MILLISECONDS ? number * 1000 : number);
  return Math.abs(unixMs) <= MAX_TIME_MS ? unixMs : undefined;
}

const YEAR_FIRST = /^(?<year>\d{4})[/.](?<month>\d\d?)[/.](?<day>\d\d?)/u;
const DAY_FIRST = /^(?<day>\d\d?)\.(?<month>\d\d?)\.(?<year>\d{4})/u;
const ZONE = /\s*(?:UTC|GMT|Z)$/iu;

/** The text with its date as ISO 8601 has it. */
function instantOfText(text: string): number | undefined {
  const date = YEAR_FIRST.exec(text) ?? DAY_FIRST.exec(text);
  const { year = '', month = '', day = '' } = date?.groups ?? {};
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const dated = (date ? iso + text.slice(date[0].length) : text).replace(ZONE, 'Z');
  const seconds = WITHOUT_SECONDS.exec(dated)?.groups;
  const whole = seconds ? `${seconds.date} ${seconds.time}:00${seconds.offset ?? ''}` : dated;
  return parseInstant(whole.replace(/\s+/u, ' '), { missingOffset: 'utc' });
}

const WITHOUT_SECONDS = /^(?<date>\d{4}-\d\d-\d\d)[T\s]\s*(?<time>\d\d:\d\d)(?<offset>Z|[+-]\d\d:?\d\d)?$/u;

const DIGITS = /^(\d\d|\d{4})(\d\d)(\d\d)[ T](\d\d)(\d\d)(\d\d)(?:\.\d+)?Z?$/u;

function instantOfDigits(text: string): number | undefined {
  const [year, month, day, hour, minute, second] = (DIGITS.exec(text)?.slice(1) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const fullYear = year < 100 ? 2000 + year : year;
  return instantOfParts({ year: fullYear, month, day, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 });
}
