import type { Checksum } from '../device-protocol.ts';
import { wireText } from '../text/wire.ts';
import { Unreadable } from '../unreadable.ts';

/** A frame taken apart. */
export interface MeitrackFrame {
  /** One character that an answer repeats. */
  readonly flag: string;
  readonly identifier: string;
  /** Three letters and digits. */
  readonly command: string;
  /** What stands between the command's comma and the asterisk. */
  readonly body: Uint8Array;
  readonly checksum: Checksum;
}

const COMMA = 0x2c;
const ASTERISK = 0x2a;
const COMMAND_LENGTH = 3;
/** Two digits, perhaps a line's end. */
const TRAILER = /^[\dA-F]{2}\s*$/iu;
const LONGEST_TRAILER = 4;

/** Takes a frame apart. Throws `Unreadable`. */
export function parseMeitrack(frame: Uint8Array): MeitrackFrame {
  const first = frame.indexOf(COMMA);
  const second = frame.indexOf(COMMA, first + 1);
  if (first < 0 || second < 0) throw new Unreadable('frame', wireText(frame), '$$, an identifier and a command');
  const afterCommand = second + 1 + COMMAND_LENGTH;
  const end = asteriskOf(frame);
  const body = frame.subarray(frame[afterCommand] === COMMA ? afterCommand + 1 : afterCommand, end ?? frame.length);
  return {
    flag: wireText(frame.subarray(2, 3)),
    identifier: wireText(frame.subarray(first + 1, second)),
    command: wireText(frame.subarray(second + 1, afterCommand)),
    body: end !== undefined && end < afterCommand ? new Uint8Array(0) : body,
    checksum: end === undefined ? 'wrong' : checksumOf(frame, end),
  };
}

/** The last asterisk, where nothing but a checksum follows it; binary contents may hold others. */
function asteriskOf(frame: Uint8Array): number | undefined {
  const at = frame.lastIndexOf(ASTERISK);
  if (at < 0 || frame.length - at - 1 > LONGEST_TRAILER) return undefined;
  return TRAILER.test(wireText(frame.subarray(at + 1))) ? at : undefined;
}

function checksumOf(frame: Uint8Array, asterisk: number): Checksum {
  const stated = Number.parseInt(wireText(frame.subarray(asterisk + 1, asterisk + 3)), 16);
  return sumOf(frame.subarray(0, asterisk + 1)) === stated ? 'right' : 'wrong';
}

/** The sum of all bytes from the start to the asterisk, its lowest eight bits. */
export function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0);
}
