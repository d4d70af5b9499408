import { ByteWriter } from '../bytes/byte-writer.ts';
import { bytesOfHex } from '../bytes/hex.ts';
import { closeFrame } from './frame.ts';

/** What a terminal says of itself first. */
export interface Gt06Login {
  /** 15 digits. */
  readonly identifier: string;
  /** Running number of the message, 0 to 65535. */
  readonly serial: number;
  /** How far the clock is ahead of UTC, whole minutes in seconds; absent where the terminal does not say. */
  readonly utcOffsetSeconds?: number;
}

/** The login of a terminal, with its time zone where there is one. Throws for what is no IMEI. */
export function encodeGt06Login({ identifier, serial, utcOffsetSeconds }: Gt06Login): Uint8Array {
  const imei = /^\d{15}$/u.test(identifier) ? bytesOfHex(`0${identifier}`) : undefined;
  if (!imei) throw new RangeError(`an IMEI has 15 digits, got "${identifier}"`);
  const content = new ByteWriter().bytes(imei);
  if (utcOffsetSeconds !== undefined) content.u16(MODEL).u16(zoneBits(utcOffsetSeconds));
  return closeFrame({ type: 0x01, content: content.done(), serial });
}

/** A kind of terminal of which nothing follows. */
const MODEL = 0x1000;
/** The lowest bits name the language; this is English. */
const ENGLISH = 0x02;
const WEST = 0x08;

/** Hours and minutes as one decimal number in twelve bits, then a bit for west. */
function zoneBits(utcOffsetSeconds: number): number {
  const minutes = Math.round(Math.abs(utcOffsetSeconds) / 60);
  const number = Math.floor(minutes / 60) * 100 + (minutes % 60);
  return (number << 4) | (utcOffsetSeconds < 0 ? WEST : 0) | ENGLISH;
}
