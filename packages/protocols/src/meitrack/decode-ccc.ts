import { ByteReader } from '../bytes/byte-reader.ts';
import { cellsText } from '../cells.ts';
import type { Decoded } from '../decoded.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { eventAttributes } from './alarms.ts';

/** Seconds from the start of Unix time to that of the device, 2000-01-01. */
export const DEVICE_EPOCH_SECONDS = 946_684_800;

const SHORTEST_RECORD = 52;

/** Reads positions in the older binary form: version, length of a record, number of records left, records. */
export function decodeCcc(body: Uint8Array, identifier: string): readonly Decoded[] {
  const messages: Decoded[] = [];
  const failed = orMalformed(identifier, () => {
    const reader = new ByteReader(body);
    reader.u16Le('version');
    const length = reader.u16Le('recordLength');
    if (length < SHORTEST_RECORD) throw new Unreadable('recordLength', length, `at least ${SHORTEST_RECORD}`);
    reader.u32Le('remaining');
    while (reader.left() > 0) messages.push(readRecord(new ByteReader(reader.take('record', length)), identifier));
    return null;
  });
  return failed === null ? messages : [...messages, failed];
}

/** All numbers little-endian: millionths of a degree, km/h, tenths of precision, hundredths of a volt. */
function readRecord(reader: ByteReader, identifier: string): Decoded {
  const event = eventAttributes(reader.u8('event'));
  const latitude = reader.i32Le('latitude') / 1e6;
  const longitude = reader.i32Le('longitude') / 1e6;
  const recordedAt = (DEVICE_EPOCH_SECONDS + reader.u32Le('time')) * 1000;
  const received = reader.u8('validity') === 1;
  const signal = { satellites: reader.u8('satellites'), rssi: reader.u8('rssi') };
  const motion = {
    speedMetersPerSecond: metersPerSecondOf(reader.u16Le('speed'), 'kilometersPerHour'),
    headingDegrees: reader.u16Le('heading'),
  };
  const hdop = reader.u16Le('hdop') / 10;
  const altitudeMeters = reader.i16Le('altitude');
  const distance = { odometerMeters: reader.u32Le('odometer'), runtimeSeconds: reader.u32Le('runtime') };
  const cells = readCell(reader);
  const state = { status: reader.u16Le('status'), adc1: reader.u16Le('adc1') / 100 };
  const supply = { batteryVolts: reader.u16Le('battery') / 100, powerVolts: reader.u16Le('power') / 100 };
  const attributes = { ...event, ...signal, hdop, ...distance, ...present({ cells }), ...state, ...supply };
  const place = { identifier, recordedAt, latitude, longitude, altitudeMeters, ...motion };
  return fixOrHeartbeat({ ...place, attributes: received ? attributes : { ...attributes, valid: false } });
}

function readCell(reader: ByteReader): string | undefined {
  const mcc = reader.u16Le('mcc');
  const cell = { mcc, mnc: reader.u16Le('mnc'), area: reader.u16Le('area'), cell: reader.u16Le('cell') };
  return mcc === 0 ? undefined : cellsText([cell]);
}
