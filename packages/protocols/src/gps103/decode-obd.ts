import type { DecodedHeartbeat } from '../decoded.ts';
import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import type { Reading } from './decode-tracker.ts';
import { readLocalTime } from './time.ts';

/**
 * Reads what follows `OBD`: time by the wall clock, odometer (km), fuel now and on average, running time (hours), speed
 * (km/h), load (%), coolant (°C), throttle (%), revolutions a minute, volts of the vehicle's battery, fault codes. A
 * field that is empty, or a sign alone, the vehicle did not answer.
 */
export function readObd(fields: readonly string[], { identifier, utcOffsetSeconds }: Reading): DecodedHeartbeat {
  const [time = '', ...values] = fields;
  const localMs = readLocalTime(time);
  const [odometer, fuelInstant, fuelAverage, hours, speed, load, coolant, throttle, rpm, volts] = values.map(numberOf);
  const codes = values.slice(10).filter((text) => /^[PCBU][\dA-F]{4}$/iu.test(text));
  return {
    kind: 'heartbeat',
    identifier,
    recordedAt: localMs === undefined ? null : localMs - (utcOffsetSeconds ?? 0) * 1000,
    attributes: present({
      odometerMeters: odometer === undefined ? undefined : odometer * 1000,
      fuelInstant,
      fuelAverage,
      engineSeconds: hours === undefined ? undefined : hours * 3600,
      obdSpeedKilometersPerHour: speed,
      engineLoadPercent: load,
      coolantCelsius: coolant,
      throttlePercent: throttle,
      engineRpm: rpm,
      powerVolts: volts,
      faultCodes: codes.length > 0 ? codes.join() : undefined,
    }),
  };
}

function numberOf(text: string): number | undefined {
  return parseDecimal(text.replace(/%$/u, ''));
}
