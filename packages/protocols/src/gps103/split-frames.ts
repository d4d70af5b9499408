import type { FrameSplitter } from '../device-protocol.ts';
import { splitterOf } from '../bytes/frame-splitter.ts';

/** Longest message: a part of a photo in hexadecimal. */
const MAX_FRAME_BYTES = 4096;

const ENDS = new Set(Array.from(';*\r\n', (end) => end.charCodeAt(0)));

const IDENTIFIER_DIGITS = 15;

/** Messages end with `;`, some with `*` or a line end; a heartbeat of fifteen digits often with nothing at all. */
export function splitGps103(): FrameSplitter {
  return splitterOf({
    maxBytes: MAX_FRAME_BYTES,
    cut(waiting) {
      const start = waiting.findIndex((byte) => !ENDS.has(byte));
      if (start !== 0) return { separators: start < 0 ? waiting.length : start, drop: 0, frame: 0 };
      const end = waiting.findIndex((byte) => ENDS.has(byte));
      if (end > 0) return { drop: 0, frame: end + 1 };
      return { drop: 0, frame: isHeartbeat(waiting) ? IDENTIFIER_DIGITS : 0 };
    },
  });
}

function isHeartbeat(bytes: Uint8Array): boolean {
  return bytes.length === IDENTIFIER_DIGITS && bytes.every((byte) => byte >= 0x30 && byte <= 0x39);
}
