import { pipe, regex, string, trim } from 'valibot';

/** What a device calls itself. Invisible characters would make two identifiers that read the same. */
export const identifierInput = pipe(
  string(),
  trim(),
  regex(/^[^\s\p{C}]{1,64}$/u, 'an identifier must have 1 to 64 characters without spaces or control characters'),
);
