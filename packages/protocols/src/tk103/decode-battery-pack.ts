import type { Attributes, AttributeValue } from '../decoded.ts';
import { bytesOfHex } from '../bytes/hex.ts';
import { Unreadable } from '../unreadable.ts';
import type { Report } from './decode-cells.ts';

const CELLS = 24;
const SENSORS = 7;
/** Temperatures are sent with this added, so that none is negative. */
const ADDED_DEGREES = 40;
const PACK_BYTES = 88;

/**
 * `BS50`, the state of the battery pack of an electric vehicle, hexadecimal, numbers with the low byte first: volts of
 * its cells, charging, amperes, volts, percent, protections, cycles, temperatures, capacities.
 */
export function readBatteryPack(data: string): Report {
  const bytes = bytesOfHex(data);
  if (!bytes || bytes.length < PACK_BYTES) throw new Unreadable('BS50', data, `${PACK_BYTES} bytes in hexadecimal`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const u8 = (at: number) => view.getUint8(at);
  const u16 = (at: number) => view.getUint16(at, true);
  return {
    recordedAt: null,
    batteryPercent: u8(57),
    attributes: {
      ...listOf(Math.min(u8(3), CELLS), (at) => [`battery${at + 1}Volts`, u16(4 + 2 * at) / 1000]),
      charge: u8(52) === 0,
      currentAmperes: u16(53) / 10,
      batteryVolts: u16(55) / 100,
      batteryOverheat: u8(58) > 0,
      chargeProtection: u8(59) > 0,
      dischargeProtection: u8(60) > 0,
      cycles: u16(63),
      faultAlarm: u8(65),
      powerCelsius: u8(73) - ADDED_DEGREES,
      equilibriumCelsius: u8(74) - ADDED_DEGREES,
      ...listOf(Math.min(u8(72), SENSORS), (at) => [`battery${at + 1}Celsius`, u8(75 + at) - ADDED_DEGREES]),
      calibrationCapacity: u16(82) / 100,
      dischargeCapacity: view.getUint32(84, true),
    },
  };
}

function listOf(count: number, entry: (at: number) => [string, AttributeValue]): Attributes {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => entry(at)));
}
