import type { FrameSplitter } from '../device-protocol.ts';
import { type Cut, splitterOf } from '../bytes/frame-splitter.ts';

/** Longest frame: the length has at most four digits. */
const MAX_FRAME_BYTES = 10_240;

const DOLLAR = 0x24;
/** `$$`, the flag, at most four digits, a comma. */
const HEAD_BYTES = 8;

/** A frame begins with `$$`, a flag and the number of bytes from the comma behind that number to the end. */
export function splitMeitrack(): FrameSplitter {
  return splitterOf({ maxBytes: MAX_FRAME_BYTES, cut });
}

function cut(waiting: Uint8Array): Cut {
  const separators = waiting.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  if (separators !== 0) return { separators: separators < 0 ? waiting.length : separators, drop: 0, frame: 0 };
  const start = waiting.findIndex((byte, at) => byte === DOLLAR && (waiting[at + 1] ?? DOLLAR) === DOLLAR);
  if (start !== 0) return { drop: start < 0 ? waiting.length : start, frame: 0 };
  const head = String.fromCharCode(...waiting.subarray(3, HEAD_BYTES));
  if (!/^\d*(?:,|$)/u.test(head.slice(0, 5)) || head.startsWith(',')) return { drop: 1, frame: 0 };
  const comma = head.indexOf(',');
  if (comma < 0) return { drop: head.length === HEAD_BYTES - 3 ? 1 : 0, frame: 0 };
  const length = 3 + comma + Number(head.slice(0, comma));
  return { drop: 0, frame: waiting.length < length ? 0 : length };
}
