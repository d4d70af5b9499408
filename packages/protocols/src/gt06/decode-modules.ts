import { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { Attributes } from '../decoded.ts';
import { NARROW, readServingCell, WIDE } from './cells.ts';
import { readReason } from './decode-place.ts';
import { readPlace } from './place.ts';
import { readTerminalState } from './terminal-state.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';

/** Place, cell and reason, then modules: two bytes of number, one of length. */
export function readPlaceAndModules(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  if (reader.left() < 3) return report;
  return readModules(reader, 1, withAttributes(report, readReason(reader)));
}

/** The same of 4G terminals: three bytes before a wide cell, two behind it. */
export function readWidePlaceAndModules(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const placed = readClockAndPlace(input);
  reader.take('state', 3);
  const report = withAttributes(placed, readServingCell(reader, WIDE));
  reader.take('reason', Math.min(2, reader.left()));
  return readModules(reader, 1, report);
}

/** The state of the terminal and modules, without a place. */
export function readStateAndModules({ reader, model }: Gt06Input): Gt06Report {
  return readModules(reader, 1, { recordedAt: null, ...readTerminalState(reader, model) });
}

/** A message that is all modules: two bytes of number, two of length. */
export function readAllModules({ reader }: Gt06Input): Gt06Report {
  return readModules(reader, 2, { recordedAt: null, attributes: {} });
}

/** What the modules add to a report. One that ends early is the last. */
function readModules(reader: ByteReader, lengthBytes: 1 | 2, start: Gt06Report): Gt06Report {
  let report = start;
  while (reader.left() > 2 + lengthBytes) {
    const number = reader.u16('module');
    const length = lengthBytes === 1 ? reader.u8('module length') : reader.u16('module length');
    report = withModule(report, number, reader.take('module', Math.min(length, reader.left())));
  }
  return report;
}

function withModule(report: Gt06Report, number: number, content: Uint8Array): Gt06Report {
  const reader = new ByteReader(content);
  if (number === 0x33) return withPlace(report, reader);
  if (number === 0x6a) return { ...report, batteryPercent: reader.u8('battery') };
  return withAttributes(report, attributesOf(number, reader));
}

/** Unix seconds, satellites, metres of height, then as the block of a place. */
function withPlace(report: Gt06Report, reader: ByteReader): Gt06Report {
  const recordedAt = reader.u32('time') * 1000;
  const satellites = reader.u8('satellites');
  const altitudeMeters = reader.i16('altitude');
  const place = readPlace(reader, { satellites: false });
  return { ...withAttributes(report, { satellites }), recordedAt, altitudeMeters, place };
}

function attributesOf(number: number, reader: ByteReader): Attributes {
  switch (number) {
    case 0x03:
      return { iccid: hexOf(reader.take('iccid', 10)) };
    case 0x09:
      return { satellites: reader.u8('satellites') };
    case 0x0a:
      return { satellitesInView: reader.u8('satellites') };
    case 0x18:
      return { batteryVolts: reader.u16('battery') / 100 };
    case 0x27:
      return { powerVolts: reader.u16('voltage') / 100 };
    case 0x28:
      return { hdop: reader.u8('hdop') / 10 };
    case 0x29:
      return { serial: reader.u32('serial') };
    case 0x2a:
      return readSwitches(reader.u8('inputs'));
    case 0x2b:
      return readBoot(reader.u8('boot'));
    case 0x2e:
      return { odometerMeters: reader.u32('mileage') };
    case 0x34:
      return { event: reader.u8('event') };
    default:
      return {};
  }
}

function readSwitches(bits: number): Attributes {
  return { door: (bits & 0x0f) > 0, tamper: bits >> 4 > 0 };
}

/** Why the terminal started, which may be an alarm. */
function readBoot(bootReason: number): Attributes {
  const alarm = BOOT_ALARMS.get(bootReason);
  return alarm === undefined ? { bootReason } : { bootReason, alarm };
}

const BOOT_ALARMS = new Map([
  [0x11, 'lowBattery'],
  [0x12, 'lowPower'],
  [0x13, 'powerCut'],
  [0x14, 'removing'],
]);
