import { maxLength, minLength, pipe, regex, string } from 'valibot';

import { userError, type UserError } from './user-error.ts';

/** A key by which a caller names one deed, so that it is done once however often it is asked for. */
export const idempotencyKeyInput = pipe(
  string(),
  minLength(1, 'an idempotency key must have at least 1 character'),
  maxLength(100, 'an idempotency key must have at most 100 characters'),
  regex(/^\P{Cc}*$/u, 'an idempotency key must have no control characters'),
);

/** What a key that was used for something else is answered. */
export function keyUsed(idempotencyKey: string | null): UserError {
  const message = `must be new for another call, ${JSON.stringify(idempotencyKey)} was used for a different one`;
  return userError('idempotencyKey', 'KEY_USED', message);
}
