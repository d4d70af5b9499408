import { pipe, regex, string, toLowerCase, trim } from 'valibot';

/** A colour as `#rrggbb`, or empty. */
export const colorInput = pipe(
  string(),
  trim(),
  toLowerCase(),
  regex(/^(#[0-9a-f]{6})?$/, 'must be a colour such as #1f6feb, or empty'),
);
