import { parseInput, type Parsed } from '@trekker/kit';
import { maxLength, minLength, pipe, string, type GenericSchema } from 'valibot';

/** No password has more characters. */
export const LONGEST_PASSWORD = 200;

/** A password somebody chooses: 12 to 200 characters. */
export const passwordInput = pipe(
  string(),
  minLength(12, 'the password must have at least 12 characters'),
  maxLength(LONGEST_PASSWORD, `the password must have at most ${LONGEST_PASSWORD} characters`),
);

/** Like `parseInput`, for input that holds a secret: errors never repeat what was sent. */
export function parseSecretInput<T>(schema: GenericSchema<unknown, T>, input: unknown): Parsed<T> {
  const parsed = parseInput(schema, input);
  if (parsed.ok) return parsed;
  return { ok: false, userErrors: parsed.userErrors.map((error) => ({ ...error, params: [] })) };
}
