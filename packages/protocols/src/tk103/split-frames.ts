import type { FrameSplitter } from '../device-protocol.ts';
import { cutUpTo, splitterOf } from '../bytes/frame-splitter.ts';

/** Longest message: the answer to a command. */
const MAX_FRAME_BYTES = 2048;

const OPEN = 0x28;
const CLOSE = 0x29;
const DOLLAR = 0x24;

/** Messages stand in brackets. Between dollar signs a closing bracket is text. */
export function splitTk103(): FrameSplitter {
  return splitterOf({
    maxBytes: MAX_FRAME_BYTES,
    cut(waiting) {
      const start = waiting.indexOf(OPEN);
      if (start !== 0) return cutUpTo(start, waiting);
      return { drop: 0, frame: endOf(waiting) };
    },
  });
}

/** Length of the message at the start; 0 where its end has not come. */
function endOf(bytes: Uint8Array): number {
  let quoted = false;
  for (const [at, byte] of bytes.entries()) {
    if (byte === DOLLAR) quoted = !quoted;
    if (byte === CLOSE && !quoted) return at + 1;
  }
  return 0;
}
