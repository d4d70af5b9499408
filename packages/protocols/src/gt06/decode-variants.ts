import { hexOf } from '../bytes/hex.ts';
import { NARROW, readServingCell, WIDE } from './cells.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';
import { readBattery, statusAttributes } from './terminal-state.ts';
import { alarmAttribute, alarmOf, alarmOfStatus } from './alarms.ts';
import { wireText } from '../text/wire.ts';

// Messages of single families of terminals. They use the types of others and are told from them by their length.

/** Place and cell, then the mileage and the card of the driver. */
export function readPlaceAndCard(input: Gt06Input): Gt06Report {
  const { reader, frame } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  const odometerMeters = reader.u32('mileage');
  const card = wireText(reader.take('card', reader.u8('card length'))).trim();
  const alarm = reader.u8('alarm') > 0 && frame.length < 0x71 ? 'general' : null;
  const cardStatus = reader.u8('swiped');
  const drivingTime = reader.left() >= 2 ? { drivingTime: reader.u16('driving time') } : {};
  return withAttributes(report, { odometerMeters, card, cardStatus, ...drivingTime }, alarmAttribute(alarm));
}

/** Place and cell, then the eight bytes of a tag that was read, and whether it is a known one. */
export function readPlaceAndTag(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  return withAttributes(report, { driverId: hexOf(reader.take('tag', 8)) });
}

/** Place and cell, then ignition, an input, and a temperature or a voltage in one number of two bytes. */
export function readPlaceAndSensor(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  const mask = reader.u16('sensor');
  const inputs = { ignition: (mask & 0x8000) !== 0, in2: (mask & 0x4000) !== 0 };
  if (mask & 0x1000) {
    const degrees = mask & 0x1ff;
    return withAttributes(report, inputs, { temperature1Celsius: mask & 0x200 ? 0 - degrees : degrees });
  }
  const value = mask & 0x3ff;
  return withAttributes(report, inputs, { adc1: mask & 0x2000 ? value : value / 10 });
}

/** Place and cell, then the state with volts, and of some fuel, temperature and mileage. */
export function readPlaceAndVolts(input: Gt06Input): Gt06Report {
  const { reader, frame } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  const status = reader.u8('status');
  const state = { ...statusAttributes(status), powerVolts: reader.u16('voltage') / 100, rssi: reader.u8('signal') };
  const code = reader.u8('alarm');
  if (frame.length < 0x2b) return withAttributes(report, state, alarmAttribute(alarmOfStatus(status)));
  const fuel = reader.u16('fuel');
  const degrees = reader.u8('temperature');
  return withAttributes(report, state, alarmAttribute(alarmOfStatus(status), alarmOf(code)), {
    fuel,
    temperature1Celsius: degrees & 0x80 ? 0 - (degrees & 0x7f) : degrees,
    odometerMeters: reader.u32('mileage') * 10,
  });
}

/** Place and cell, then ignition and two voltages. */
export function readPlaceAndTwoVolts(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  const ignition = reader.u8('acc') > 0;
  const powerVolts = reader.u16('voltage') / 100;
  return withAttributes(report, { ignition, powerVolts, batteryVolts: reader.u16('battery') / 100 });
}

/** Place and cell, then mileage, temperature and humidity in hundredths. */
export function readPlaceAndClimate(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, { area: 2, cell: 4 }));
  const ignition = reader.u8('acc') > 0;
  reader.take('mode', 2);
  const odometerMeters = reader.u32('mileage');
  reader.u32('travel time');
  const hundredths = reader.u16('temperature');
  const degrees = (hundredths & 0x7fff) / 100;
  const temperature1Celsius = hundredths & 0x8000 ? 0 - degrees : degrees;
  return withAttributes(report, {
    ignition,
    odometerMeters,
    temperature1Celsius,
    humidityPercent: reader.u16('humidity') / 100,
  });
}

/** Place and wide cell of 4G terminals, then state with volts, mileage, hours of the engine and inputs. */
export function readPlaceAndMachine(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, WIDE));
  reader.u8('network');
  const status = reader.u8('status');
  const powerVolts = reader.u16('voltage') / 100;
  const battery = readBattery(reader.u8('battery'));
  const rssi = reader.u8('signal');
  const alarm = alarmAttribute(alarmOfStatus(status), alarmOf(reader.u8('alarm')));
  reader.u8('language');
  const odometerMeters = reader.u32('mileage');
  const engineSeconds = reader.u32('hours');
  reader.take('imei', 8);
  const attributes = { ...statusAttributes(status), powerVolts, rssi, ...alarm, odometerMeters, engineSeconds };
  return { ...withAttributes(report, attributes, { input: reader.u16('inputs') }), ...battery };
}
