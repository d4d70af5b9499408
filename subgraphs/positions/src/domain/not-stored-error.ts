import { UnavailableError } from '@trekker/kit';

/**
 * The database is there and refuses a position all the same. Whoever sent it may send it again, as with any UNAVAILABLE; who
 * would have to do that for ever may put it aside.
 */
export class NotStoredError extends UnavailableError {}

/** Whether to try again may be of no use: nothing else was away. */
export function isOfNoUse(failure: unknown): boolean {
  return failure instanceof NotStoredError || !(failure instanceof UnavailableError);
}
