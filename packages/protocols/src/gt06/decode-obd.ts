import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';
import { wireText } from '../text/wire.ts';
import { readClock } from './clock.ts';
import type { Gt06Input, Gt06Report } from './report.ts';

/** The place at the end of the message, without a date. It is old: the message is about the vehicle. */
const PLACE_BYTES = 12;

/** Values of the vehicle's diagnosis: a date, the ignition, then `number=value` in hexadecimal, joined by commas. */
export function readDiagnosis({ reader, utcOffsetSeconds }: Gt06Input): Gt06Report {
  const recordedAt = readClock(reader, utcOffsetSeconds);
  const ignition = reader.u8('acc') > 0;
  const text = wireText(reader.take('values', Math.max(0, reader.left() - PLACE_BYTES)));
  return { recordedAt, attributes: { ignition, ...readValues(text) } };
}

/** The state of a battery pack: its number, Unix seconds, shares of its capacity, temperature, volts. */
export function readBatteryPack({ reader }: Gt06Input): Gt06Report {
  reader.take('number', 8);
  const recordedAt = reader.u32('time') * 1000;
  const charge = reader.u8('relative capacity');
  reader.take('capacity', 6);
  const temperature1Celsius = Math.round(reader.u16('temperature') - 2731) / 10;
  reader.u16('current');
  const attributes = { temperature1Celsius, batteryVolts: reader.u16('voltage') / 1000 };
  return { recordedAt, ...(charge <= 100 ? { batteryPercent: charge } : {}), attributes };
}

function readValues(text: string): Attributes {
  const values = new Map(text.split(',').map((pair) => [pair.slice(0, 2).toLowerCase(), pair.split('=')[1]]));
  const hundredths = (number: string) => {
    const value = values.get(number);
    return value !== undefined && /^[\da-f]{1,12}$/iu.test(value) ? Number.parseInt(value, 16) / 100 : undefined;
  };
  return present({
    odometerMeters: hundredths('28'),
    fuel: hundredths('2b'),
    coolantCelsius: hundredths('2d'),
    obdKilometersPerHour: hundredths('35'),
    engineRpm: hundredths('36'),
    fuelUsedLiters: hundredths('47'),
    engineSeconds: hundredths('49'),
    vin: values.get('4a'),
  });
}
