import type { FrameSplitter } from '../device-protocol.ts';
import { type Cut, cutUpTo, splitterOf } from '../bytes/frame-splitter.ts';

/** Longest text: the answer to a command, forwarded as an SMS. */
const MAX_TEXT_BYTES = 2048;

const SHORT_BYTES = 32;
const LONG_IDENTIFIER_BYTES = 42;
const LONG_BYTES = 45;
const STAR = 0x2a;
const DOLLAR = 0x24;
const HASH = 0x23;
const LETTER_X = 0x58;

/**
 * Texts stand between `*` and `#`. Binary messages carry no length: 32, 42 or 45 bytes from `$`, 32 from `X`. Which it is
 * shows where the next message begins, or where the bytes end; what is cut too short loses only the cell. Once a
 * connection has sent a long one, its later ones are waited for, however they are split.
 */
export function splitH02(): FrameSplitter {
  let usual = SHORT_BYTES;
  return splitterOf({
    maxBytes: MAX_TEXT_BYTES,
    cut(waiting) {
      const start = waiting.findIndex((_, at) => mayStart(waiting, at));
      if (start !== 0) return cutUpTo(start, waiting);
      if (waiting[0] === STAR) return cutText(waiting);
      const frame = waiting[0] === LETTER_X ? wholeFrame(waiting, SHORT_BYTES) : lengthOf(waiting, usual);
      if (frame > usual) usual = frame;
      return { drop: 0, frame };
    },
  });
}

/** Whether a frame may begin there, as far as its bytes have come: two letters and a comma, or digits in half bytes. */
function mayStart(bytes: Uint8Array, at: number): boolean {
  const marker = bytes[at];
  if (marker === STAR) {
    const head = String.fromCharCode(...bytes.subarray(at + 1, at + 4));
    return head.length < 3 ? /^[a-z]*$/iu.test(head) : /^[a-z]{2},$/iu.test(head);
  }
  return (marker === DOLLAR || marker === LETTER_X) && bytes.subarray(at + 1, at + 12).every(isTwoDigits);
}

function isTwoDigits(byte: number): boolean {
  return byte >> 4 <= 9 && (byte & 15) <= 9;
}

/** A text that was broken off is dropped where the next one begins before its end. */
function cutText(waiting: Uint8Array): Cut {
  const end = waiting.indexOf(HASH);
  const text = end < 0 ? waiting : waiting.subarray(0, end);
  const next = text.findLastIndex((byte, at) => byte === STAR && at > 0 && at + 3 < text.length && mayStart(text, at));
  if (next > 0) return { drop: next, frame: 0 };
  return { drop: 0, frame: end + 1 };
}

function wholeFrame(waiting: Uint8Array, length: number): number {
  return waiting.length >= length ? length : 0;
}

function lengthOf(waiting: Uint8Array, usual: number): number {
  const ends = (length: number) => waiting.length === length || (waiting.length > length && mayStart(waiting, length));
  const fitting = [usual, LONG_BYTES, LONG_IDENTIFIER_BYTES, SHORT_BYTES].find(ends);
  if (fitting !== undefined && (fitting >= usual || waiting.length > usual)) return fitting;
  return waiting.length > LONG_BYTES ? usual : 0;
}
