import type { FrameSplitter } from '../device-protocol.ts';

/** How one protocol finds its frames. */
export interface FrameRule {
  /** The longest frame, bytes. Whatever waits longer for its end than this is no frame. */
  readonly maxBytes: number;
  /** Looks at the bytes that wait, at least one and at most `maxBytes`; called again with what is left after every cut. */
  readonly cut: (waiting: Uint8Array) => Cut;
}

/**
 * What stands at the start of the waiting bytes: some that belong to no frame, then perhaps a whole frame. Where there
 * is nothing of the kind the rest has to come first.
 */
export interface Cut {
  /** Bytes at the start that only keep frames apart, such as line ends; absent where there are none. */
  readonly separators?: number;
  /** Bytes behind them that belong to no frame. */
  readonly drop: number;
  /** Length of the frame behind them; 0 where none is complete. */
  readonly frame: number;
}

/** Cuts frames by a rule and keeps the count of what was dropped and the bound on what waits, once for all protocols. */
export function splitterOf({ maxBytes, cut }: FrameRule): FrameSplitter {
  let waiting = new Uint8Array(0);
  let dropped = 0;
  return {
    push(bytes) {
      const all = joined(waiting, bytes);
      const frames: Uint8Array[] = [];
      let at = 0;
      while (at < all.length) {
        const window = all.subarray(at, at + maxBytes);
        const { separators = 0, drop, frame } = cut(window);
        dropped += drop;
        at += separators + drop + frame;
        if (frame > 0) frames.push(all.slice(at - frame, at));
        if (separators + drop + frame > 0) continue;
        if (window.length < maxBytes) break;
        // What looks like the start of a frame never ends. Dropped whole, so that nobody pays for looking at it twice.
        at += window.length;
        dropped += window.length;
      }
      waiting = all.slice(at);
      return frames;
    },
    waiting: () => waiting.length,
    dropped: () => dropped,
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Drops what stands before the start of the next frame, -1 where there is none; line ends are no loss. */
export function cutUpTo(start: number, waiting: Uint8Array): Cut {
  const length = start < 0 ? waiting.length : start;
  const text = waiting.subarray(0, length).findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  const separators = text < 0 ? length : text;
  return { separators, drop: length - separators, frame: 0 };
}
