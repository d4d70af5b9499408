import { bytesOfHex } from '../bytes/hex.ts';
import type { Attributes } from '../decoded.ts';
import { wireText } from '../text/wire.ts';

const SENSOR = /^[\dA-F]{16}$/iu;
const TEMPERATURE = /^[\dA-F]{4}$/iu;
const SIXTEENTHS = 16;

/** What sensors on the wires of a device say: temperatures in an extended report, a level of fuel in forwarded bytes. */
export function readAccessories(type: string, fields: readonly string[]): Attributes {
  if (type === 'ERI') return readTemperatures(fields);
  return type === 'DTT' ? readForwarded(fields) : {};
}

/** A sensor's id of 16 digits, its kind 1, and sixteenths of a degree with a sign, four digits. */
function readTemperatures(fields: readonly string[]): Attributes {
  const entries: [string, number][] = [];
  let sensors = 0;
  for (const [at, field] of fields.entries()) {
    if (!SENSOR.test(field) || fields[at + 1] !== '1') continue;
    sensors += 1;
    const value = fields[at + 2] ?? '';
    if (TEMPERATURE.test(value)) entries.push([`temperature${sensors}Celsius`, signed(value) / SIXTEENTHS]);
  }
  return Object.fromEntries(entries);
}

function signed(digits: string): number {
  const value = Number.parseInt(digits, 16);
  return value >= 0x8000 ? value - 0x1_0000 : value;
}

/** Bytes of a serial port, in hexadecimal; a sensor of fuel writes a line `COMB,<number>,<percent>,…` into them. */
function readForwarded(fields: readonly string[]): Attributes {
  const bytes = bytesOfHex(fields.at(-1) ?? '');
  if (bytes === undefined || bytes.length === 0) return {};
  const data = wireText(bytes).trim();
  const [, percent] = /^COMB,\d+,(\d+(?:\.\d+)?)/mu.exec(data) ?? [];
  return { data, ...(percent === undefined ? {} : { fuelPercent: Number(percent) }) };
}
