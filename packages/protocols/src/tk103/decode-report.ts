import type { Circumstances } from '../device-protocol.ts';
import { present } from '../present.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import type { Report } from './decode-cells.ts';

/** `ZC20`: date, time, step of the battery sign, hundredths of a volt of the battery, tenths of a volt outside. */
export function readBattery(data: string, { utcOffsetSeconds }: Circumstances): Report {
  const [, date = '', time = '', step, battery, power] = /^(\d{6}),(\d{6}),(\d+),(\d+),(\d+),\d+/u.exec(data) ?? [];
  if (step === undefined) throw new Unreadable('ZC20', data, 'date, time, battery, its volts and the volts outside');
  const instant = instantOfDigits(date, time, 'ddmmyy');
  return {
    recordedAt: instant === undefined ? null : instant - utcOffsetSeconds * 1000,
    ...present({ batteryPercent: PERCENT_BY_STEP.get(Number(step)) }),
    attributes: present({ batteryVolts: voltsOf(battery, 100), powerVolts: voltsOf(power, 10) }),
  };
}

const PERCENT_BY_STEP = new Map([
  [2, 10],
  [3, 20],
  [4, 50],
  [5, 80],
  [6, 100],
]);

const UNKNOWN_VOLTS = 65_535;

function voltsOf(text: string | undefined, perVolt: number): number | undefined {
  return text === undefined || Number(text) === UNKNOWN_VOLTS ? undefined : Number(text) / perVolt;
}

/** `ZC03`: date, time and the answer to a command between dollar signs, so that it may hold brackets and commas. */
export function readResult(data: string, { utcOffsetSeconds }: Circumstances): Report {
  const [, date = '', time = '', result] = /^(\d{6}),(\d{6}),\$([^$]*)/u.exec(data) ?? [];
  if (result === undefined) throw new Unreadable('ZC03', data, 'date, time and a text between dollar signs');
  const instant = instantOfDigits(date, time, 'ddmmyy');
  return { recordedAt: instant === undefined ? null : instant - utcOffsetSeconds * 1000, attributes: { result } };
}
