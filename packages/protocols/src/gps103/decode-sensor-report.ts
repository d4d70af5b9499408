import type { PlacedFix } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';

/** Number of fields behind the identifier, by which this kind of message is told from the others. */
const FIELDS = 18;

/** Whether these are the fields of a report of the models that name themselves and write dashes for what they lack. */
export function isSensorReport(fields: readonly string[]): boolean {
  return fields.length >= FIELDS && /^\d{6}$/u.test(fields[4] ?? '') && /^\d{6}$/u.test(fields[5] ?? '');
}

/**
 * Reads such a report: name, event, sensor, its volts, time and date (UTC), signal, whether the place is of now,
 * latitude and longitude in degrees, speed (km/h), course, altitude, HDOP, satellites, ignition, charging, error.
 */
export function readSensorReport(
  identifier: string,
  fields: readonly string[],
  circumstances: Circumstances,
): PlacedFix {
  const [, event, sensorId, sensorVolts, time = '', date = '', ...numbers] = fields;
  const value = (at: number, name: string): number => {
    const number = parseDecimal(numbers[at] ?? '');
    if (number === undefined) throw new Unreadable(name, numbers[at] ?? '', 'a number');
    return number;
  };
  const recordedAt = instantOfDigits(date, time, 'ddmmyy');
  if (recordedAt === undefined)
    throw new Unreadable('date', `${date} ${time}`, 'ddmmyy and hhmmss of a day that exists');
  return {
    identifier,
    recordedAt,
    latitude: value(2, 'latitude'),
    longitude: value(3, 'longitude'),
    speedMetersPerSecond: metersPerSecondOf(value(4, 'speed'), circumstances.speedUnit ?? 'kilometersPerHour'),
    headingDegrees: value(5, 'course'),
    altitudeMeters: value(6, 'altitude'),
    attributes: {
      ...present({ event: textOf(event), sensorId: textOf(sensorId), sensorVolts: parseDecimal(sensorVolts ?? '') }),
      rssi: value(0, 'signal'),
      hdop: value(7, 'hdop'),
      satellites: value(8, 'satellites'),
      ignition: value(9, 'ignition') > 0,
      charge: value(10, 'charge') > 0,
      ...present({ error: textOf(numbers[11]) }),
      ...(value(1, 'status') > 0 ? {} : { valid: false }),
    },
  };
}

/** Dashes stand for nothing. */
function textOf(text: string | undefined): string | undefined {
  return text === undefined || /^-*$/u.test(text) ? undefined : text;
}
