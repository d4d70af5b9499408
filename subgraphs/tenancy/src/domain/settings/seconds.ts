import { checkRule } from '@trekker/kit';
import { pipe, string, transform, trim } from 'valibot';

/** The longest time anybody waits for a sign of life: a week. */
const MOST_SECONDS = 604_800;

/** A whole number of seconds without leading zeros, or empty. */
export const secondsInput = pipe(
  string(),
  trim(),
  checkRule(
    { rule: 'SECONDS', limit: MOST_SECONDS },
    isSeconds,
    `must be a whole number of seconds from 1 to ${MOST_SECONDS}, or empty`,
  ),
  transform((text) => (text === '' ? '' : String(Number(text)))),
);

function isSeconds(text: string): boolean {
  return text === '' || (/^[0-9]{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_SECONDS);
}
