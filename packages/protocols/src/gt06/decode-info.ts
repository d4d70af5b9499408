import { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { Attributes } from '../decoded.ts';
import { wireText } from '../text/wire.ts';
import { readClock } from './clock.ts';
import { readPort } from './decode-text.ts';
import type { Gt06Input, Gt06Report } from './report.ts';

/** One piece of information on the terminal, by its kind: voltage, door, SIM, fuel, a tag that was read. */
export function readInfo({ reader, utcOffsetSeconds }: Gt06Input): Gt06Report {
  const kind = reader.u8('kind');
  const isDated = kind === 0x05 && reader.left() >= 7;
  const recordedAt = isDated ? readClock(reader, utcOffsetSeconds) : null;
  return { recordedAt, attributes: readByKind(kind, reader) };
}

function readByKind(kind: number, reader: ByteReader): Attributes {
  switch (kind) {
    case 0x00:
      return { adc1: reader.u16('voltage') / 100 };
    case 0x05:
      return readDoor(reader.u8('door'));
    case 0x0a:
      return readSim(reader);
    case 0x0d:
      return readFuel(wireText(reader.take('text', reader.left())));
    case 0x1b:
      return readTag(reader);
    default:
      return { info: `${kind.toString(16).padStart(2, '0')}:${hexOf(reader.take('info', reader.left()))}` };
  }
}

function readDoor(flags: number): Attributes {
  return { door: (flags & 1) !== 0, io1: (flags & 4) !== 0 };
}

/** IMEI, IMSI and ICCID in digits of half a byte. */
function readSim(reader: ByteReader): Attributes {
  reader.take('imei', 8);
  const imsi = hexOf(reader.take('imsi', 8)).replace(/^0/u, '');
  return { imsi, iccid: readIccid(hexOf(reader.take('iccid', 10))) };
}

/** F fills up. Every ICCID begins with 89 (ITU-T E.118): where it says 98, both digits of each byte are swapped. */
function readIccid(digits: string): string {
  const ordered = digits.startsWith('98') ? digits.replaceAll(/(.)(.)/gu, '$2$1') : digits;
  return ordered.replaceAll('f', '');
}

/** What a reader of tags said: a text, or four bytes of the tag between two bytes before and two behind. */
function readTag(reader: ByteReader): Attributes {
  const bytes = reader.take('tag', reader.left());
  return bytes.length === 8 && (bytes[0] ?? 0) < 0x20
    ? { driverId: hexOf(bytes.subarray(2, 6)) }
    : readPort(new ByteReader(bytes));
}

/** The line of an ultrasonic meter of fuel, perhaps behind a date: the temperature and the level it measured. */
function readFuel(text: string): Attributes {
  const fields = text.slice(Math.max(0, text.indexOf('!AIOIL,'))).split(',');
  const [, , , temperature, , , level] = fields;
  const [temperature1Celsius, fuel] = [Number(temperature), Number(level?.slice(0, 8))];
  return {
    ...(Number.isFinite(temperature1Celsius) ? { temperature1Celsius } : {}),
    ...(Number.isFinite(fuel) ? { fuel } : {}),
  };
}

/** The plain form of the message: the voltage of the supply. */
export function readSupply({ reader }: Gt06Input): Gt06Report {
  return { recordedAt: null, attributes: { powerVolts: reader.i16('voltage') / 100 } };
}
