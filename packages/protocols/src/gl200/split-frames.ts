import type { FrameSplitter } from '../device-protocol.ts';
import { type Cut, splitterOf } from '../bytes/frame-splitter.ts';

/** Longest report: fifteen positions with everything a model can append. */
const MAX_FRAME_BYTES = 8192;

const PLUS = 0x2b;
const DOLLAR = 0x24;
const COLON = 0x3a;
const HEAD_BYTES = 6;

/**
 * Texts stand between `+` and `$`, of some old models a NUL; binary reports, which have no colon behind their name, end
 * with a line's end.
 */
export function splitGl200(): FrameSplitter {
  return splitterOf({ maxBytes: MAX_FRAME_BYTES, cut });
}

function cut(waiting: Uint8Array): Cut {
  const separators = waiting.findIndex((byte) => !SEPARATORS.has(byte));
  if (separators !== 0) return { separators: separators < 0 ? waiting.length : separators, drop: 0, frame: 0 };
  const start = waiting.indexOf(PLUS);
  if (start !== 0) return { drop: start < 0 ? waiting.length : start, frame: 0 };
  if (waiting.length < HEAD_BYTES) return { drop: 0, frame: 0 };
  const head = String.fromCharCode(...waiting.subarray(1, HEAD_BYTES));
  if (!/^[A-Z]{3}/u.test(head)) return { drop: 1, frame: 0 };
  return isText(waiting) ? cutText(waiting) : { drop: 0, frame: endOfLine(waiting) };
}

/** NUL and what ends a line. */
const SEPARATORS = new Set([0x00, 0x0a, 0x0d]);

/** Whether a frame is text: a colon stands behind the three or four letters of its head. */
export function isText(frame: Uint8Array): boolean {
  return frame[4] === COLON || frame[5] === COLON;
}

/** A text that was broken off is dropped where the next one begins before its end. */
function cutText(waiting: Uint8Array): Cut {
  const end = waiting.findIndex((byte) => byte === DOLLAR || byte === 0);
  const text = end < 0 ? waiting : waiting.subarray(0, end);
  const next = text.findLastIndex((byte, at) => at > 0 && byte === PLUS && isHead(text, at));
  return next > 0 ? { drop: next, frame: 0 } : { drop: 0, frame: end + 1 };
}

function isHead(text: Uint8Array, at: number): boolean {
  return /^\+(?:RESP|BUFF|ACK):GT/u.test(String.fromCharCode(...text.subarray(at, at + '+RESP:GT'.length)));
}

function endOfLine(waiting: Uint8Array): number {
  const end = waiting.findIndex((byte, at) => byte === 0x0d && waiting[at + 1] === 0x0a);
  return end < 0 ? 0 : end + 2;
}
