import { instantInput, isUuid } from '@trekker/kit';
import { array, check, maxLength, minLength, nullish, object, picklist, pipe, regex, string, transform } from 'valibot';

import { QUARANTINE_REASONS, type QuarantineReason } from './quarantine-reason.ts';

/** Which quarantined fixes fit: all conditions that are given hold; null: not given. */
export interface QuarantineFilter {
  readonly ids: readonly string[] | null;
  readonly reasons: readonly QuarantineReason[] | null;
  readonly trackerIds: readonly string[] | null;
  readonly identifiers: readonly string[] | null;
  readonly transports: readonly string[] | null;
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number | null;
  readonly to: number | null;
  /** Occurs in the message or in what was received, without regard to case. */
  readonly text: string | null;
}

/** Everything in quarantine. */
export const EVERYTHING: QuarantineFilter = {
  ids: null,
  reasons: null,
  trackerIds: null,
  identifiers: null,
  transports: null,
  from: null,
  to: null,
  text: null,
};

const MOST_NAMES = 100;
const MOST_IDS = 500;

const line = pipe(
  string(),
  minLength(1, 'must have at least 1 character'),
  maxLength(100, 'must have at most 100 characters'),
  regex(/^\P{Cc}*$/u, 'must have no control characters'),
);
const names = pipe(array(line), maxLength(MOST_NAMES, `must be at most ${MOST_NAMES}`));
/** What is no id at all is the id of nothing. */
const ids = (most: number) =>
  pipe(
    array(string()),
    maxLength(most, `must be at most ${most}`),
    transform((all) => all.filter(isUuid)),
  );

/** A filter as it is asked for. */
export const quarantineFilterInput = pipe(
  object({
    ids: nullish(ids(MOST_IDS), null),
    reasons: nullish(array(picklist(QUARANTINE_REASONS)), null),
    trackerIds: nullish(ids(MOST_NAMES), null),
    identifiers: nullish(names, null),
    transports: nullish(names, null),
    from: nullish(instantInput, null),
    to: nullish(instantInput, null),
    text: nullish(line, null),
  }),
  check(({ from, to }) => from === null || to === null || from < to, 'to must lie after from'),
);
