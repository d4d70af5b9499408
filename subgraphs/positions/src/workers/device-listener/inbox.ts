import type { FrameSplitter } from '@trekker/protocols';

/** What one connection sent and was not taken in yet. Bytes are cut into frames no sooner than there is room for them. */
export interface Inbox {
  add(bytes: Uint8Array): void;
  /** The oldest frames, at most as many as may wait; none when none is complete. */
  take(): Uint8Array[];
  /** Whether no more should be read from the connection for now. */
  isFull(): boolean;
}

/** Devices send less than this at once, so a piece hardly ever ends within a message whose length nobody states. */
const PIECE_BYTES = 4_096;

/** @param maxWaiting most frames that wait; a piece that holds more of them is cut all the same. */
export function createInbox(splitter: FrameSplitter, maxWaiting: number): Inbox {
  const frames: Uint8Array[] = [];
  const uncut: Uint8Array[] = [];

  function cut(): void {
    while (frames.length < maxWaiting) {
      const [next] = uncut;
      if (!next) return;
      frames.push(...splitter.push(next.subarray(0, PIECE_BYTES)));
      if (next.length > PIECE_BYTES) uncut[0] = next.subarray(PIECE_BYTES);
      else uncut.shift();
    }
  }

  return {
    add(bytes) {
      uncut.push(bytes);
      cut();
    },
    take() {
      const taken = frames.splice(0, maxWaiting);
      cut();
      return taken;
    },
    isFull: () => uncut.length > 0,
  };
}
