import { wireBytes } from '../text/wire.ts';
import { sumOf } from './envelope.ts';

/** What goes into a frame. */
export interface MeitrackContents {
  /** `$$` from a device, `@@` to it. */
  readonly head: '$$' | '@@';
  /** One character; the answer repeats it. */
  readonly flag: string;
  readonly identifier: string;
  readonly command: string;
  readonly body: Uint8Array;
}

/** Comma, comma, asterisk, two digits, line's end. */
const FIXED_BYTES = 1 + 1 + 1 + 2 + 2;

/** Writes a frame with its length and checksum. */
export function writeMeitrack({ head, flag, identifier, command, body }: MeitrackContents): Uint8Array {
  const comma = body.length > 0 ? ',' : '';
  const middle = wireBytes(`,${identifier},${command}${comma}`);
  const length = middle.length - 2 + body.length + FIXED_BYTES;
  const summed = Uint8Array.from([...wireBytes(`${head}${flag}${length}`), ...middle, ...body, 0x2a]);
  const sum = sumOf(summed).toString(16).toUpperCase().padStart(2, '0');
  return Uint8Array.from([...summed, ...wireBytes(`${sum}\r\n`)]);
}
