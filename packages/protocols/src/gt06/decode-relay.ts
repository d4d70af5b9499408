import { hexOf } from '../bytes/hex.ts';
import { wireText } from '../text/wire.ts';
import { alarmAttribute } from './alarms.ts';
import { NARROW, readServingCell } from './cells.ts';
import { readClock } from './clock.ts';
import { readPlace } from './place.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';

/** Place, mileage, cell, driver, two voltages, inputs and outputs, and as many voltages more as four bits count. */
export function readPlaceAndPorts(input: Gt06Input): Gt06Report {
  const { reader } = input;
  reader.u32('alarm');
  const placed = readClockAndPlace(input);
  reader.u16('terminal');
  const odometerMeters = reader.u32('mileage');
  const cell = readServingCell(reader, { area: 2, cell: 4 });
  const driver = reader.u32('driver');
  const batteryVolts = reader.u16('battery') / 100;
  const powerVolts = reader.u16('voltage') / 100;
  const ports = reader.u32('ports');
  const attributes = {
    odometerMeters,
    batteryVolts,
    powerVolts,
    input: reader.u8('input'),
    output: reader.u8('output'),
  };
  const voltages: [string, number][] = [];
  for (let port = 1; port <= ((ports >> 20) & 0x0f) && reader.left() >= 2; port += 1) {
    voltages.push([`adc${port}`, reader.u16('voltage') / 100]);
  }
  return withAttributes(
    placed,
    cell,
    attributes,
    Object.fromEntries(voltages),
    driver > 0 ? { driverId: `${driver}` } : {},
  );
}

/** Blocks behind their lengths: a place if there is one, cells, access points, the state or an alarm. */
export function readBlocks(isAlarm: boolean): (input: Gt06Input) => Gt06Report {
  return ({ reader, utcOffsetSeconds }) => {
    const recordedAt = readClock(reader, utcOffsetSeconds);
    const place = reader.u8('place length') > 0 ? { place: readPlace(reader) } : {};
    const cellLength = reader.u8('cell length');
    const cell = cellLength > 0 ? readServingCell(reader, NARROW) : {};
    const rssi = cellLength > 0 ? { rssi: reader.u8('signal') } : {};
    reader.take('cells', reader.u8('cells'));
    reader.take('access points', reader.u8('access points'));
    const status = reader.u8('status');
    return { recordedAt, ...place, attributes: { ...cell, ...rssi, status, ...(isAlarm ? alarmOfBlock(status) : {}) } };
  };
}

function alarmOfBlock(status: number): { armed?: boolean; alarm?: string } {
  if (status === 0xa0 || status === 0xa1) return { armed: status === 0xa0 };
  return alarmAttribute(BLOCK_ALARMS.get(status) ?? null);
}

const BLOCK_ALARMS = new Map([
  [0xa2, 'lowBattery'],
  [0xa3, 'lowBattery'],
  [0xa4, 'general'],
  [0xa5, 'door'],
]);

/** What a beacon near the terminal said: Unix seconds, an old place, the beacon's address, an event and its text. */
export function readBeacon({ reader }: Gt06Input): Gt06Report {
  const recordedAt = reader.u32('time') * 1000;
  reader.take('place', Math.min(reader.u16('place length'), reader.left()));
  reader.take('beacon', 5);
  const beacon = hexOf(reader.take('mac', 6));
  const event = reader.u8('event');
  const kind = reader.u16('kind');
  const beaconText = wireText(reader.take('text', reader.left()));
  return { recordedAt, attributes: { beacon, event, kind, ...(beaconText === '' ? {} : { beaconText }) } };
}
