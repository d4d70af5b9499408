import type { FrameSplitter } from '../device-protocol.ts';
import { cutUpTo, splitterOf } from '../bytes/frame-splitter.ts';

/** Sentences have 82 characters; makers write some that are much longer. */
const MAX_LINE_BYTES = 1024;

const LINE_ENDS = new Set([0x0a, 0x0d]);
const DOLLAR = 0x24;
const STAR = 0x2a;

/** A line ends with its line end, with the checksum, or where the next sentence begins although it was broken off. */
export function splitNmea(): FrameSplitter {
  return splitterOf({
    maxBytes: MAX_LINE_BYTES,
    cut(waiting) {
      const start = waiting.findIndex((byte) => !LINE_ENDS.has(byte));
      if (start !== 0) return cutUpTo(start, waiting);
      const end = waiting.findIndex((byte, at) => LINE_ENDS.has(byte) || (byte === DOLLAR && at > 0));
      const sum = waiting.indexOf(STAR);
      if (sum > 0 && (end < 0 || sum < end) && isHex(waiting[sum + 1]) && isHex(waiting[sum + 2])) {
        return { drop: 0, frame: sum + 3 };
      }
      return { drop: 0, frame: end < 0 ? 0 : end };
    },
  });
}

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && /[\da-f]/iu.test(String.fromCharCode(byte));
}
