import { instantOfParts } from '../instant-of-parts.ts';

/** The order in which six digits write a date: day, month and two digits of the year, or the other way round. */
export type DateOrder = 'ddmmyy' | 'yymmdd';

/**
 * Unix milliseconds of a date and a time of day (`hhmmss`) of six digits each, in UTC; undefined where the digits are
 * none, or where no such day or time exists. The year is of this century: trackers did not exist in the one before.
 */
export function instantOfDigits(date: string, time: string, order: DateOrder): number | undefined {
  const [first, month, third] = pairsOf(date);
  const [hour, minute, second] = pairsOf(time);
  if (first === undefined || month === undefined || third === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  const [day, year] = order === 'ddmmyy' ? [first, third] : [third, first];
  return instantOfParts({ year: 2000 + year, month, day, hour, minute, second });
}

function pairsOf(digits: string): readonly number[] {
  if (!/^\d{6}$/u.test(digits)) return [];
  return [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
}
