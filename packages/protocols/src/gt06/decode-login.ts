import type { ByteReader } from '../bytes/byte-reader.ts';
import type { Session } from '../device-protocol.ts';
import { readImei } from './decode-named.ts';

/** What a login adds to the session: the IMEI, and the time zone of the clock where the terminal states one. */
export function readLogin(reader: ByteReader, session: Session): Session {
  const identifier = readImei(reader);
  if (reader.left() < 4) return { ...session, identifier };
  reader.u16('model');
  return { ...session, identifier, utcOffsetSeconds: readTimeZone(reader.u16('time zone')) };
}

/** Seconds of twelve bits with hours and minutes as a decimal number (545 is 5:45); the next bit is set for west. */
function readTimeZone(bits: number): number {
  const number = bits >> 4;
  const seconds = (Math.floor(number / 100) * 60 + (number % 100)) * 60;
  return bits & 0x08 ? 0 - seconds : seconds;
}
