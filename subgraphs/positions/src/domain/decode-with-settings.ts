import type { Circumstances, Decoded, DecodedFrame, Transport } from '@trekker/protocols';

import { clockOffsetAt, type TrackerDecoding } from './tracker-decoding.ts';

/** What is known of a frame beside its bytes. */
export interface Arrival {
  readonly transport: Transport;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** What the tracker's settings say; null: nothing. */
  readonly decoding: TrackerDecoding | null;
}

/**
 * Reads a frame with the settings of its tracker. Where its clock follows a time zone, each message is read with the
 * offset of the time at which it was recorded: devices send for days what they gathered before the clocks changed.
 *
 * @param decode reads the frame; done anew for every offset that is needed.
 */
export function decodeWithSettings(
  decode: (circumstances: Circumstances) => DecodedFrame,
  { transport, receivedAt, decoding }: Arrival,
): DecodedFrame {
  const { speedUnit = null, model = null } = decoding ?? {};
  const read = (utcOffsetSeconds: number) => decode({ transport, receivedAt, utcOffsetSeconds, speedUnit, model });
  if (decoding === null) return read(0);
  const now = clockOffsetAt(decoding, receivedAt);
  const frame = read(now);
  if (decoding.timeZone === null) return frame;
  const messages = frame.messages.map((message, part) => {
    const recordedAt = instantOf(message);
    const then = recordedAt === null ? now : clockOffsetAt(decoding, recordedAt);
    return then === now ? message : (read(then).messages[part] ?? message);
  });
  return { ...frame, messages };
}

/** When a message was recorded, where it says so and a clock can show it. */
function instantOf(message: Decoded): number | null {
  const recordedAt = recordedAtOf(message);
  return recordedAt !== null && Math.abs(recordedAt) <= LAST_INSTANT ? recordedAt : null;
}

/** The furthest instant a Date can hold (ECMA-262 §21.4.1.1), a day left for offsets. */
const LAST_INSTANT = 8.64e15 - 86_400_000;

function recordedAtOf(message: Decoded): number | null {
  switch (message.kind) {
    case 'fix':
      return message.fix.recordedAt;
    case 'region':
      return message.report.recordedAt;
    case 'heartbeat':
      return message.recordedAt;
    case 'unsupported':
    case 'malformed':
      return null;
  }
}
