import { checkRule } from '@trekker/kit';
import { maxLength, pipe, string, transform, trim } from 'valibot';

/** The longest tag anybody needs; a longer one is a mistake. */
const LONGEST = 35;

/** A BCP 47 language tag that screens can format numbers and times in, in its canonical form. */
export const localeInput = pipe(
  string(),
  trim(),
  maxLength(LONGEST, `must have at most ${LONGEST} characters`),
  checkRule({ rule: 'LANGUAGE' }, isLocale, 'must be a BCP 47 language tag such as en-GB'),
  transform((tag) => new Intl.Locale(tag).toString()),
);

function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag]).length === 1;
  } catch {
    return false;
  }
}
