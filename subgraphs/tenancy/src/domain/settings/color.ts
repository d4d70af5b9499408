import { checkRule } from '@trekker/kit';
import { pipe, string, toLowerCase, trim } from 'valibot';

/** A colour as `#rrggbb`, or empty. */
export const colorInput = pipe(
  string(),
  trim(),
  toLowerCase(),
  checkRule(
    { rule: 'COLOR' },
    (text: string) => /^(#[0-9a-f]{6})?$/.test(text),
    'must be a colour such as #1f6feb, or empty',
  ),
);
