import { parseDecimal } from '../decimal.ts';
import { instantOfParts } from '../instant-of-parts.ts';
import { degreesOfMinutes } from '../text/minutes.ts';
import { Unreadable } from '../unreadable.ts';

/** The number in a field; undefined where it is empty. */
export function readNumber(name: string, text = ''): number | undefined {
  if (text.trim() === '') return undefined;
  const number = parseDecimal(text);
  if (number === undefined) throw new Unreadable(name, text, 'a number');
  return number;
}

/** Milliseconds since midnight of `hhmmss` with any fraction, digits beyond the millisecond cut off. */
export function readTime(text = ''): number | undefined {
  if (text === '') return undefined;
  const [, hour, minute, second, fraction = ''] = /^(\d\d)(\d\d)(\d\d)(?:\.(\d*))?$/u.exec(text) ?? [];
  const start = { year: 1970, month: 1, day: 1, hour: Number(hour), minute: Number(minute), second: Number(second) };
  const timeMs = second === undefined ? undefined : instantOfParts(start);
  if (timeMs === undefined) throw new Unreadable('time', text, 'hhmmss of a time that exists');
  return timeMs + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** Years of two digits are from 1980, when GPS began to count, to 2079. */
const FIRST_YEAR = 1980;

/** Midnight of `ddmmyy`, Unix milliseconds; undefined where it is empty or, without a fix, no day that exists. */
export function readDate(text: string, { valid }: { valid: boolean }): number | undefined {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d\d)$/u.exec(text) ?? [];
  const full = 1900 + Number(year) < FIRST_YEAR ? 2000 + Number(year) : 1900 + Number(year);
  const midnight = year === undefined ? undefined : midnightOf(full, Number(month), Number(day));
  if (midnight === undefined && text !== '' && valid) throw new Unreadable('date', text, 'ddmmyy of a day that exists');
  return midnight;
}

/** Midnight of a day, Unix milliseconds; undefined where there is no such day. */
export function midnightOf(year: number, month: number, day: number): number | undefined {
  return instantOfParts({ year, month, day, hour: 0, minute: 0, second: 0 });
}

/** The place of four fields: latitude, N, longitude, E; undefined where they are empty. */
export function readPlace(fields: readonly string[]): { latitude: number; longitude: number } | undefined {
  const [latitude = '', north = '', longitude = '', east = ''] = fields;
  if (latitude === '' && longitude === '') return undefined;
  return { latitude: degreesOf('latitude', latitude, north), longitude: degreesOf('longitude', longitude, east) };
}

function degreesOf(name: 'latitude' | 'longitude', text: string, hemisphere: string): number {
  const letters = name === 'latitude' ? /^[NS]$/u : /^[EW]$/u;
  const degrees = letters.test(hemisphere) ? degreesOfMinutes(text, hemisphere) : undefined;
  if (degrees === undefined)
    throw new Unreadable(name, `${text},${hemisphere}`, 'degrees and minutes and a hemisphere');
  return degrees;
}
