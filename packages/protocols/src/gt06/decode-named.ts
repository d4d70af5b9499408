import { hexOf } from '../bytes/hex.ts';
import type { ByteReader } from '../bytes/byte-reader.ts';
import { Unreadable } from '../unreadable.ts';
import { alarmAttribute, alarmOf, alarmOfStatus } from './alarms.ts';
import { NARROW, readServingCell } from './cells.ts';
import { readClock } from './clock.ts';
import { readPlaceAndCell } from './decode-place.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';
import { statusAttributes } from './terminal-state.ts';

/** The 15 digits of an IMEI in 8 bytes, two digits each; the first is 0. */
export function readImei(reader: ByteReader): string {
  const digits = hexOf(reader.take('imei', 8));
  if (!/^\d{16}$/u.test(digits)) throw new Unreadable('imei', digits, '16 decimal digits');
  return digits.slice(1);
}

/** The first two digits of an IMEI behind its 0 are less than any year of the century that a clock can say now. */
const MAX_FIRST_BYTE = 0x09;

/** A place of a terminal that names itself in every message, told from a longer appendix by its first byte. */
export function readNamedPlace(input: Gt06Input): Gt06Report {
  if ((input.frame.content[0] ?? 0) > MAX_FIRST_BYTE) return readPlaceAndCell(NARROW)(input);
  const identifier = readImei(input.reader);
  return { ...withAttributes(readClockAndPlace(input), readServingCell(input.reader, NARROW)), identifier };
}

/** A place of a terminal that names itself, with the state, two voltages, mileage, minutes of the engine and the driver. */
export function readNamedPlaceAndDriver(input: Gt06Input): Gt06Report {
  const { reader } = input;
  reader.u8('version');
  const identifier = readImei(reader);
  readClock(reader, 0);
  const placed = readClockAndPlace(input);
  reader.u8('cell length');
  const cell = readServingCell(reader, { area: 2, cell: 4 });
  reader.u8('network');
  const status = reader.u8('status');
  const powerVolts = reader.u16('voltage') / 100;
  const batteryVolts = reader.u8('battery') / 10;
  const rssi = reader.u8('signal');
  const alarm = alarmAttribute(alarmOfStatus(status), alarmOf(reader.u8('alarm')));
  reader.u8('language');
  const odometerMeters = reader.u32('mileage');
  const engineSeconds = reader.u16('minutes') * 60;
  const attributes = {
    ...statusAttributes(status),
    powerVolts,
    batteryVolts,
    rssi,
    ...alarm,
    odometerMeters,
    engineSeconds,
  };
  return { ...withAttributes(placed, cell, attributes, readDriver(reader)), identifier };
}

/** What a reader of cards passed on, in hexadecimal, behind its length and the kind of card. */
function readDriver(reader: ByteReader): { driverId?: string } {
  const length = reader.left() > 1 ? reader.u8('card length') : 0;
  if (length < 2) return {};
  reader.u8('card kind');
  return { driverId: hexOf(reader.take('card', Math.min(length - 1, reader.left()))) };
}
