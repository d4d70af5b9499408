import { cursorExpired, decodeCursor, headKey, type Head } from '@trekker/kit';

/** The offset behind which a cursor continues in a head; a cursor of another tenant is one of another log. */
export function offsetBehind(cursor: string, head: Head): number {
  const offsets = decodeCursor(cursor);
  const offset = offsets[headKey(head)];
  if (offset === undefined || Object.keys(offsets).length !== 1) throw cursorExpired();
  return offset;
}
