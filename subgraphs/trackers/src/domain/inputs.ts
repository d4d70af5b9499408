import { pipe, regex, string, trim } from 'valibot';

/** What a device calls itself. Invisible characters would make two identifiers that read the same. */
export const identifierInput = pipe(
  string(),
  trim(),
  regex(/^[^\s\p{C}]{1,64}$/u, 'an identifier must have 1 to 64 characters without spaces or control characters'),
);

/** A trade or a category, in the tenant's own words. */
export const labelInput = pipe(
  string(),
  trim(),
  regex(/^\P{Cc}{1,100}$/u, 'must have 1 to 100 characters and no control characters'),
);

/** What a person is responsible for on site, in the tenant's own words. */
export const roleInput = pipe(
  string(),
  trim(),
  regex(/^\P{Cc}{1,50}$/u, 'must have 1 to 50 characters and no control characters'),
);
