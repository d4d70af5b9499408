import { parseDecimal } from '../decimal.ts';
import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';
import { statusAttributes } from './device-state.ts';

/** What stands behind a position, or behind all of a report. */
export interface Tail {
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

const CELL_FIELDS = 4;

/**
 * What stands behind one position: the cell, two digits that say what is appended, the distance. Models that append
 * nothing leave the two digits out; bit 0 of them announces the number of satellites.
 */
export function readOdometer(behind: readonly string[]): Attributes {
  const [appended = '', next = ''] = behind.slice(CELL_FIELDS);
  const kilometers = behind.slice(CELL_FIELDS, CELL_FIELDS + 4).find((field) => KILOMETERS.test(field));
  const satellites = (Number.parseInt(appended, 16) & 1) === 1 && /^\d\d$/u.test(appended) ? next : '';
  return present({
    odometerMeters: kilometers === undefined ? undefined : metersOf(kilometers),
    satellites: /^\d{1,2}$/u.test(satellites) ? Number(satellites) : undefined,
  });
}

const KILOMETERS = /^\d+\.\d+$/u;
const HOURS = /^(?<hours>\d{5,7}):(?<minutes>\d\d):(?<seconds>\d\d)$/u;
const STATUS = /^(?:[1246][\dA-F])[\dA-F]{4}(?:[\dA-F]{2,4})?$/iu;
const PERCENT = /^(?:0|[1-9]\d?|100)$/u;

/** Metres of kilometres in decimal. */
export function metersOf(kilometers: string): number {
  return Math.round(Number(kilometers) * 1000);
}

/** What a report is, as far as its end depends on it. */
export interface TailKind {
  readonly model: string;
  readonly type: string;
}

/**
 * What stands behind the last position. Of vehicles: running time of the engine, analogue inputs, battery, status; where
 * the engine is read as well, its speed, consumption and fuel. Of persons: the battery, last.
 */
export function readTail(behind: readonly string[], { model, type }: TailKind): Tail {
  const clock = behind.findIndex((field) => HOURS.test(field));
  const status = behind.findIndex((field, at) => at >= CELL_FIELDS && STATUS.test(field) && isBattery(behind[at - 1]));
  const battery = batteryOf(behind, { clock, status, last: type !== 'ERI' });
  return {
    ...present({ batteryPercent: battery !== undefined && PERCENT.test(battery) ? Number(battery) : undefined }),
    attributes: {
      ...present({ engineSeconds: clock < 0 ? undefined : secondsOf(behind[clock] ?? '') }),
      ...(status > 0 ? statusAttributes(behind[status] ?? '') : {}),
      ...(status > 0 ? readEngine(behind.slice(status + 1)) : {}),
      ...(WITH_INPUTS.has(model) && status < 0 ? readInputs(behind) : {}),
      ...(type === 'FRI' && behind.length === PERSONAL_FIELDS ? readSignal(behind[CELL_FIELDS + 1]) : {}),
    },
  };
}

/** Newer models of persons end with the signal and the battery. */
const PERSONAL_FIELDS = 7;

function readSignal(rssi = ''): Attributes {
  return /^\d{1,2}$/u.test(rssi) ? { rssi: Number(rssi) } : {};
}

function batteryOf(
  behind: readonly string[],
  { clock, status, last }: { clock: number; status: number; last: boolean },
): string | undefined {
  if (status > 0) return behind[status - 1];
  // The analogue inputs stand between.
  if (clock >= 0) return behind[clock + 3];
  return last ? lastBattery(behind) : undefined;
}

/** Models that have inputs and outputs where others have battery and status. */
const WITH_INPUTS = new Set(['04', '35']);

/** Behind the running time three analogue inputs in millivolts, the inputs and the outputs in two digits each. */
function readInputs(behind: readonly string[]): Attributes {
  const [adc1 = '', adc2 = '', adc3 = '', input = '', output = ''] = behind.slice(CELL_FIELDS + 3);
  const byte = (field: string) => (/^[\dA-F]{2}$/iu.test(field) ? Number.parseInt(field, 16) : undefined);
  const volts = (field: string) => (/^\d{1,5}$/u.test(field) ? Number(field) / 1000 : undefined);
  return present({ adc1: volts(adc1), adc2: volts(adc2), adc3: volts(adc3), input: byte(input), output: byte(output) });
}

function isBattery(field: string | undefined): boolean {
  return field === '' || PERCENT.test(field ?? '-');
}

/** Two digits with a zero in front are a reserved field. A few models of persons put other states behind the battery. */
function lastBattery(behind: readonly string[]): string | undefined {
  const last = behind.at(-1) ?? '';
  if (behind.length > CELL_FIELDS && PERCENT.test(last)) return last;
  const inner = behind[CELL_FIELDS + 3] ?? '';
  return behind.length > CELL_FIELDS + 3 && PERCENT.test(inner) ? inner : undefined;
}

/** Revolutions a minute, consumption, percent of fuel; empty where the engine is not read. */
function readEngine([rpm = '', , fuel = '']: readonly string[]): Attributes {
  const engineRpm = /^\d{2,5}$/u.test(rpm) ? parseDecimal(rpm) : undefined;
  const fuelPercent = PERCENT.test(fuel) ? parseDecimal(fuel) : undefined;
  return present({ engineRpm, fuelPercent });
}

function secondsOf(text: string): number | undefined {
  const found = HOURS.exec(text)?.groups;
  return found && (Number(found.hours) * 60 + Number(found.minutes)) * 60 + Number(found.seconds);
}
