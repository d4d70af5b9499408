import { instantInput, userError, type UserError } from '@trekker/kit';
import { maxLength, minLength, nullish, pipe, regex, string, trim } from 'valibot';

/** From when on an edit holds; null: from now on. */
export const validFromInput = nullish(instantInput, null);

/** Why the past is to be seen differently: 1 to 500 characters on one line. */
export const reasonInput = nullish(
  pipe(
    string(),
    trim(),
    minLength(1, 'a reason must have at least 1 character'),
    maxLength(500, 'a reason must have at most 500 characters'),
    regex(/^\P{Cc}*$/u, 'a reason must have no control characters'),
  ),
  null,
);

/** What is wrong with an edit that holds from an instant: the past changes only for a reason. */
export function pastProblem({
  validFrom,
  reason,
  now,
}: {
  validFrom: number | null;
  reason: string | null;
  now: number;
}): UserError | null {
  if (validFrom === null || validFrom >= now || reason !== null) return null;
  const since = new Date(validFrom).toISOString();
  return userError(
    'reason',
    'REASON_NEEDED',
    `validFrom ${since} lies in the past: say why visits since are to change`,
  );
}
