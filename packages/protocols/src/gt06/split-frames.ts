import { splitterOf, type Cut } from '../bytes/frame-splitter.ts';
import type { FrameSplitter } from '../device-protocol.ts';

/** Longer than any frame: cameras send recordings in pieces of 1 KiB. */
const MAX_BYTES = 8192;

/**
 * A splitter of `7878` and `7979` frames. The stated length is right for nearly all; where no `0D0A` stands at the end
 * that it leads to, the frame ends at the first one.
 */
export function gt06Splitter(): FrameSplitter {
  return splitterOf({ maxBytes: MAX_BYTES, cut });
}

function cut(waiting: Uint8Array): Cut {
  const drop = startOf(waiting);
  if (drop > 0) return { drop, frame: 0 };
  const frame = frameLength(waiting);
  // Dropped by halves and not by bytes, so that what never ends costs no more than what does.
  return { drop: frame === 0 && waiting.length >= MAX_BYTES ? MAX_BYTES / 2 : 0, frame };
}

/** Where the first head begins; half a head at the end may be one. */
function startOf(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) {
    const isHead = bytes[at] === 0x78 || bytes[at] === 0x79;
    if (isHead && (at + 1 === bytes.length || bytes[at + 1] === bytes[at])) return at;
  }
  return bytes.length;
}

function frameLength(bytes: Uint8Array): number {
  const extended = bytes[0] === 0x79;
  if (bytes.length < (extended ? 4 : 3)) return 0;
  const stated = extended ? 6 + (((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)) : 5 + (bytes[2] ?? 0);
  if (bytes.length < stated) return 0;
  if (endsAt(bytes, stated)) return stated;
  for (let end = 6; end <= Math.min(bytes.length, MAX_BYTES); end += 1) if (endsAt(bytes, end)) return end;
  return 0;
}

function endsAt(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 2] === 0x0d && bytes[end - 1] === 0x0a;
}
