import { checkRule } from '@trekker/kit';
import { pipe, string, transform, trim } from 'valibot';

/** Anything less and a phone that was offline over a holiday would report into what is gone already. */
const LEAST_DAYS = 7;
/** A hundred years. */
const MOST_DAYS = 36_500;

/** A whole number of days without leading zeros, or empty. */
export const daysInput = pipe(
  string(),
  trim(),
  checkRule(
    { rule: 'DAYS', limit: LEAST_DAYS },
    isDays,
    `must be a whole number of days from ${LEAST_DAYS} to ${MOST_DAYS}, or empty`,
  ),
  transform((text) => (text === '' ? '' : String(Number(text)))),
);

function isDays(text: string): boolean {
  return text === '' || (/^[0-9]{1,9}$/.test(text) && Number(text) >= LEAST_DAYS && Number(text) <= MOST_DAYS);
}
