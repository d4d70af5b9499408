import { TrekkerError } from '../errors.ts';
import { decodeCursor } from '../event-log/cursor.ts';
import { headKey, type Head } from '../event-log/entry.ts';

/** What a reader gets whose cursor can no longer be continued: start again without one. */
export function cursorExpired(): TrekkerError {
  return new TrekkerError('CURSOR_EXPIRED', 'the stream cannot be continued from there; start again without `after`');
}

/**
 * The offset behind which a cursor of one head continues. Fails with INVALID_INPUT for what is no cursor, with CURSOR_EXPIRED
 * for one of another log, as that of another tenant is.
 */
export function offsetBehind(cursor: string, head: Head): number {
  const offsets = decodeCursor(cursor);
  const offset = offsets[headKey(head)];
  if (offset === undefined || Object.keys(offsets).length !== 1) throw cursorExpired();
  return offset;
}
