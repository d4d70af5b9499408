import { cellsText } from '../cells.ts';
import { parseDecimal } from '../decimal.ts';
import type { Attributes, Decoded } from '../decoded.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import { eventAttributes } from './alarms.ts';
import { readTemperatures } from './temperatures.ts';
import { readVoltages } from './voltages.ts';

const DEGREES = /^-?\d{1,3}\.\d+$/u;

/** Whether the fields behind a command are those of a position: an event, then degrees twice. */
export function isPosition(fields: readonly string[]): boolean {
  return startOf(fields) !== undefined;
}

/** A report from memory says in front how many are left. */
function startOf(fields: readonly string[]): number | undefined {
  return [0, 1].find((at) => DEGREES.test(fields[at + 1] ?? '') && DEGREES.test(fields[at + 2] ?? ''));
}

/** Who reports, and what the settings of the tracker say its model is. */
interface Reporter {
  readonly identifier: string;
  readonly model: string;
}

/**
 * Reads a position in text: km/h, metres, times by UTC. `V` marks the last place of a device that has no fix now. Throws
 * `Unreadable`.
 */
export function readPosition(all: readonly string[], { identifier, model }: Reporter): Decoded {
  const fields = all.slice(startOf(all));
  const [event = '', latitude = '', longitude = '', time = '', validity = '', satellites = '', rssi = ''] = fields;
  const recordedAt = instantOfDigits(time.slice(0, 6), time.slice(6), 'yymmdd');
  if (recordedAt === undefined) throw new Unreadable('time', time, 'yymmddhhmmss');
  const [speed, headingDegrees, hdop, altitudeMeters, odometerMeters, runtimeSeconds] = fields
    .slice(7, 13)
    .map(decimal);
  const attributes = {
    ...eventAttributes(parseDecimal(event)),
    ...present({ satellites: decimal(satellites), rssi: decimal(rssi), hdop, odometerMeters, runtimeSeconds }),
    ...readRest(fields, model),
    ...(validity === 'A' ? {} : { valid: false }),
  };
  return fixOrHeartbeat({
    identifier,
    recordedAt,
    latitude: Number(latitude),
    longitude: Number(longitude),
    ...present({
      altitudeMeters,
      speedMetersPerSecond: speed === undefined ? undefined : metersPerSecondOf(speed, 'kilometersPerHour'),
      headingDegrees,
    }),
    attributes,
  });
}

function decimal(text: string): number | undefined {
  return parseDecimal(text);
}

const DRIVER_EVENT = 37;
/** Where the cell stands. */
const REST = 13;

function readRest(fields: readonly string[], model: string): Attributes {
  const [cell = '', ports = '', voltages = '', data = '', , protocol = '', fuel = '', temperatures = ''] =
    fields.slice(REST);
  const isDriver = Number(fields[0]) === DRIVER_EVENT;
  return {
    ...present({ cells: cellOf(cell) }),
    ...readPorts(ports),
    ...readVoltages(voltages, model),
    ...(data === '' ? {} : { [isDriver ? 'driverId' : 'eventData']: data }),
    ...readFuel(fuel),
    ...readTemperatures(temperatures, Number(protocol)),
  };
}

/** Country and network in decimal, area and cell in hexadecimal. */
function cellOf(text: string): string | undefined {
  const [mcc = '', mnc = '', area = '', cell = ''] = text.split('|');
  if (!/^[1-9]\d*$/u.test(mcc) || !/^[\dA-F]+$/iu.test(area) || !/^[\dA-F]+$/iu.test(cell)) return undefined;
  const parts = {
    mcc: Number(mcc),
    mnc: Number(mnc),
    area: Number.parseInt(area, 16),
    cell: Number.parseInt(cell, 16),
  };
  return cellsText([parts]);
}

/** Two hexadecimal digits of inputs, two of outputs. */
function readPorts(ports: string): Attributes {
  if (!/^[\dA-F]{4}$/iu.test(ports)) return {};
  return { input: Number.parseInt(ports.slice(0, 2), 16), output: Number.parseInt(ports.slice(2), 16) };
}

/** Percent, and hundredths of one, two hexadecimal digits each. */
function readFuel(fuel: string): Attributes {
  if (!/^[\dA-F]{4}$/iu.test(fuel)) return {};
  return { fuelPercent: Number.parseInt(fuel.slice(0, 2), 16) + Number.parseInt(fuel.slice(2), 16) / 100 };
}
