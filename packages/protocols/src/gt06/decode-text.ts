import type { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { Attributes } from '../decoded.ts';
import { parseInstant } from '../instant.ts';
import { metersPerSecondOf } from '../speed.ts';
import { wireText } from '../text/wire.ts';
import type { Gt06Input, Gt06Report } from './report.ts';

/** The answer to a command: a length that counts the four bytes of the server's mark, the mark, the text. */
export function readAnswer({ reader }: Gt06Input): Gt06Report {
  const length = reader.u8('command length');
  if (length < 4) return { recordedAt: null, attributes: {} };
  reader.u32('mark');
  const text = wireText(withoutPadding(reader.take('text', Math.min(length - 4, reader.left()))));
  const iccid = /^<ICCID:(?<iccid>\d+)/u.exec(text)?.groups?.iccid;
  return { recordedAt: null, attributes: iccid ? { iccid } : textAttribute('result', text) };
}

/** The long answer to a command: the server's mark, 1 for ASCII or 2 for UTF-16, the text. */
export function readLongAnswer({ reader }: Gt06Input): Gt06Report {
  reader.u32('mark');
  const wide = reader.u8('encoding') === 2;
  const bytes = reader.take('text', reader.left());
  const text = wide ? new TextDecoder('utf-16be').decode(bytes).toWellFormed().replaceAll('\0', '') : wireText(bytes);
  return readPosition(text) ?? { recordedAt: null, attributes: textAttribute('result', text) };
}

/** What something on the serial port of the terminal said: text where it is text, else in hexadecimal. */
export function readSerialPort({ reader }: Gt06Input): Gt06Report {
  reader.u8('kind');
  return { recordedAt: null, attributes: readPort(reader) };
}

/** The rest of a message, as text where all of it is printable, else in hexadecimal. */
export function readPort(reader: ByteReader): Attributes {
  const bytes = reader.take('serial port', reader.left());
  const printable = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a);
  return textAttribute('serialPort', printable ? wireText(bytes).trim() : hexOf(bytes));
}

/** Terminals of one family fill texts up with zeros. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function textAttribute(name: string, text: string): Attributes {
  return text === '' ? {} : { [name]: text };
}

const POSITION =
  /^Current position!Lat:(?<north>[NS])(?<lat>\d+\.\d+),Lon:(?<east>[EW])(?<lon>\d+\.\d+),Course:(?<course>\d+\.\d+),Speed:(?<speed>\d+\.\d+),DateTime:(?<date>\d{4}-\d\d-\d\d) +(?<time>\d\d:\d\d:\d\d)/u;

/** The answer to the question where the terminal is: degrees, and km/h. */
function readPosition(text: string): Gt06Report | undefined {
  const found = POSITION.exec(text)?.groups;
  if (!found) return undefined;
  const recordedAt = parseInstant(`${found.date}T${found.time}Z`, { missingOffset: 'utc' });
  if (recordedAt === undefined) return undefined;
  const place = {
    latitude: found.north === 'N' ? Number(found.lat) : 0 - Number(found.lat),
    longitude: found.east === 'E' ? Number(found.lon) : 0 - Number(found.lon),
    speedMetersPerSecond: metersPerSecondOf(Number(found.speed), 'kilometersPerHour'),
    headingDegrees: Number(found.course),
    attributes: {},
  };
  return { recordedAt, place, attributes: {} };
}
