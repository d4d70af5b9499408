import { createHash } from 'node:crypto';

import { isUuid, userError, type UserError, withParams } from '@trekker/kit';
import { maxLength, minLength, nullish, pipe, regex, string, trim } from 'valibot';

import type { MusterStatus } from '../../domain/muster/session.ts';

/** Words of whoever acts, or null: 1 to 500 characters. Control characters other than line breaks are refused. */
export const noteInput = nullish(
  pipe(
    string(),
    trim(),
    minLength(1, 'a note must have at least 1 character'),
    maxLength(500, 'a note must have at most 500 characters'),
    regex(/^[^\p{Cc}]*(\n[^\p{Cc}]*)*$/u, 'a note must have no control characters'),
  ),
  null,
);

/** Equal for equal deeds with equal input. */
export function fingerprintOf(deed: string, input: object): string {
  return createHash('sha256')
    .update(JSON.stringify([deed, input]))
    .digest('base64url');
}

/** What an id of nothing, or of what the viewer may not know of, is answered. */
export function notFound(field: string, what: string, id: string): UserError {
  return userError(field, 'NOT_FOUND', `${what} ${JSON.stringify(id)} does not exist`);
}

/** What somebody is told who asks of a muster what cannot be done as it stands: how it must stand, and what to do instead. */
export function wrongStatus(status: MusterStatus, { must, instead }: { must: string; instead: string }): UserError {
  const message = `must be a muster that ${must}, it is ${status}; ${instead}`;
  return withParams(userError('musterId', 'WRONG_STATUS', message), { status });
}

/** What of a muster is refused that must go on. */
export function musterOver(status: MusterStatus): UserError {
  return wrongStatus(status, { must: 'goes on', instead: 'start another one' });
}

/** The ids of a list that are none. */
export function brokenIds(ids: readonly string[]): string[] {
  return ids.filter((id) => !isUuid(id));
}
