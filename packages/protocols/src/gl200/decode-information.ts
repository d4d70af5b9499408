import { parseDecimal } from '../decimal.ts';
import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';
import { stateAttributes } from './device-state.ts';
import type { Gl200Report } from './report.ts';
import { metersOf } from './tail.ts';
import { offsetOfZone } from './time.ts';

const MILLIVOLTS_PER_VOLT = 1000;

/**
 * What a device says of itself in `GTINF`: name, state, SIM, strength and error rate of the signal, whether it is supplied
 * from outside, then of vehicles the supply in millivolts, of persons the distance in kilometres with decimals; a second
 * supply, its own battery in volts, whether that is charged.
 */
export function readInformation(fields: readonly string[]): Attributes {
  const [state = '', iccid = '', rssi = '', , , third = '', second = '', battery = '', charge = ''] = fields.slice(1);
  return {
    ...stateAttributes(state),
    ...(third.includes('.') ? distance(third) : present({ powerVolts: volts(third) })),
    ...present({
      iccid: /^[\dA-F]{18,22}$/iu.test(iccid) ? iccid : undefined,
      rssi: parseDecimal(rssi),
      power2Volts: volts(second),
      batteryVolts: battery.includes('.') ? parseDecimal(battery) : undefined,
      charge: charge === '' ? undefined : charge === '1',
    }),
  };
}

function distance(kilometers: string): Attributes {
  return parseDecimal(kilometers) === undefined ? {} : { odometerMeters: metersOf(kilometers) };
}

/** Seconds that the clock of the device is ahead of UTC, where it says so; null where not. */
export function readInformationZone({ type, fields }: Gl200Report): number | null {
  if (type !== 'INF') return null;
  return fields.map(offsetOfZone).find((offset) => offset !== undefined) ?? null;
}

function volts(millivolts: string): number | undefined {
  return /^\d{1,5}$/u.test(millivolts) ? Number(millivolts) / MILLIVOLTS_PER_VOLT : undefined;
}
