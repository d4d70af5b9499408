import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Decoded, PlacedFix } from '../decoded.ts';
import { NEW_SESSION } from '../device-protocol.ts';
import { wireBytes, wireText } from '../text/wire.ts';
import { meitrack } from './meitrack.ts';
import { writeMeitrack } from './write-frame.ts';

const IMEI = '490154203237518';
const AT = Date.UTC(2026, 2, 4, 5, 6, 7);
const DEVICE_SECONDS = AT / 1000 - Date.UTC(2000, 0, 1) / 1000;
const circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null } as const;

const frameOf = (command: string, body: Uint8Array) =>
  writeMeitrack({ head: '$$', flag: 'Q', identifier: IMEI, command, body });
const decode = (command: string, body: Uint8Array | string, model: string | null = null) =>
  meitrack.decodeFrame(frameOf(command, typeof body === 'string' ? wireBytes(body) : body), NEW_SESSION, {
    ...circumstances,
    model,
  });
const answerOf = ({ answer }: ReturnType<typeof decode>) => wireText(answer ?? new Uint8Array(0));
const fixOf = (messages: readonly Decoded[]): PlacedFix => {
  const [message] = messages;
  assert.equal(message?.kind, 'fix', JSON.stringify(message));
  return message.fix;
};
const text = (validity = 'A', voltages = '0000|0000|0000|018D|04F0', rest = ',,1,0000') =>
  `35,-33.123456,-70.654321,260304050607,${validity},12,20,36,198,1.2,-45,10203,405060,730|1|1A2B|00ABCDEF,0421,${voltages},${rest}`;

test('reads km/h, signed degrees, inputs in front of outputs, and hundredths of a volt', () => {
  assert.deepEqual(fixOf(decode('AAA', text()).messages), {
    identifier: IMEI,
    recordedAt: AT,
    latitude: -33.123456,
    longitude: -70.654321,
    altitudeMeters: -45,
    speedMetersPerSecond: 10,
    headingDegrees: 198,
    attributes: {
      event: 35,
      satellites: 12,
      rssi: 20,
      hdop: 1.2,
      odometerMeters: 10_203,
      runtimeSeconds: 405_060,
      cells: '730,1,6699,11259375',
      input: 4,
      output: 33,
      adc1: 0,
      adc2: 0,
      adc3: 0,
      batteryVolts: 3.97,
      powerVolts: 12.64,
      fuelPercent: 0,
    },
  });
});

test('marks the old place of a device without a fix, and takes 0°, 0° for none', () => {
  assert.equal(fixOf(decode('AAA', text('V')).messages).attributes.valid, false);
  const nowhere = text('V').replace('-33.123456,-70.654321', '0.000000,0.000000');
  assert.equal(decode('AAA', nowhere).messages[0]?.kind, 'heartbeat');
});

test('reads counts of a converter by the model that the settings say', () => {
  const { attributes } = fixOf(decode('AAA', text('A', '0000|0000|0000|0A47|03E2'), 'mvt600').messages);
  assert.equal(attributes.batteryVolts, 4.239404);
  assert.equal(attributes.powerVolts, 12.813281);
});

test('reads voltages with a point, the battery first', () => {
  const { attributes } = fixOf(decode('AAA', text('A', '4.12|13.50|2.90|3.10|3.00')).messages);
  assert.deepEqual([attributes.batteryVolts, attributes.powerVolts], [4.12, 13.5]);
});

test('reads temperatures below zero in both forms of the protocol', () => {
  const celsius = (rest: string) =>
    fixOf(decode('AAA', text('A', '||||', rest)).messages).attributes.temperature1Celsius;
  assert.equal(celsius(',,3,,01FF38'), -2);
  assert.equal(celsius(',,1,,01FB32'), -5.5);
  assert.equal(celsius(',,1,,011206'), 18.06);
});

test('names alarms and drivers by the event', () => {
  const of = (event: string, data: string) =>
    fixOf(decode('AAA', text('A', '||||', `${data},,1,`).replace(/^35/u, event)).messages).attributes;
  assert.equal(of('1', '').alarm, 'sos');
  assert.equal(of('37', '31415926').driverId, '31415926');
  assert.equal(of('20', '00000001').eventData, '00000001');
});

test('has a device forget the position from its memory that arrived', () => {
  const answered = decode('AFF', `0004,${text()}`);
  assert.equal(fixOf(answered.messages).recordedAt, AT);
  assert.match(answerOf(answered), /^@@Q27,490154203237518,AFF,1\*[0-9A-F]{2}\r\n$/u);
  assert.equal(decode('AAA', text()).answer, null);
});

test('keeps the answer to a command', () => {
  const [message] = decode('D82', '0').messages;
  assert.deepEqual(message, {
    kind: 'heartbeat',
    identifier: IMEI,
    recordedAt: null,
    attributes: { command: 'D82', result: 'D82,0' },
  });
});

test('reads every position of the older binary form and answers their number', () => {
  const writer = new ByteWriter().u16Le(1).u16Le(52).u32Le(9);
  for (const valid of [1, 0]) {
    writer.u8(36).u32Le(-33_123_456).u32Le(-70_654_321).u32Le(DEVICE_SECONDS).u8(valid).u8(7).u8(19);
    writer.u16Le(36).u16Le(198).u16Le(12).u16Le(-45).u32Le(10_203).u32Le(405_060);
    writer.u16Le(730).u16Le(1).u16Le(0x1a2b).u16Le(7).u16Le(0).u16Le(150).u16Le(417).u16Le(1218).u32Le(0);
  }
  const answered = decode('CCC', writer.done());
  assert.match(answerOf(answered), /^@@Q27,490154203237518,CCC,2\*[0-9A-F]{2}\r\n$/u);
  assert.equal(answered.messages.length, 2);
  const fix = fixOf(answered.messages);
  assert.deepEqual(
    [fix.recordedAt, fix.latitude, fix.longitude, fix.altitudeMeters, fix.speedMetersPerSecond],
    [AT, -33.123456, -70.654321, -45, 10],
  );
  const { alarm, hdop, adc1, batteryVolts, powerVolts } = fix.attributes;
  assert.deepEqual([alarm, hdop, adc1, batteryVolts, powerVolts], ['tow', 1.2, 1.5, 4.17, 12.18]);
  assert.equal(fixOf(answered.messages.slice(1)).attributes.valid, false);
});

function cceRecord(latitude = -33_123_456): Uint8Array {
  const record = new ByteWriter().u16Le(13);
  record.u8(4).bytes([0x05, 1, 0x06, 17, 0xfe, 0x69, 90, 0x1b, 7]);
  record.u8(3).u8(0x08).u16Le(36).u8(0x0b).u16Le(-45).u8(0x0a).u16Le(5);
  record.u8(3).u8(0x02).u32Le(latitude).u8(0x03).u32Le(-70_654_321).u8(0x04).u32Le(DEVICE_SECONDS);
  record.u8(3).u8(0x0e).u8(12).u16Le(262).u16Le(1).u16Le(4321).u32Le(27_182_818).u16Le(-96);
  record.bytes([0xfe, 0xa8, 7, 1, 80, 2, 60, 0, 0, 0]);
  return record.bytes([0xfe, 0x31, 7, 2, 7, ...wireBytes('a.jpg')]).done();
}

function cce(...records: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter().u32Le(0).u16Le(records.length);
  for (const record of records) writer.u16Le(record.length).bytes(record);
  return writer.done();
}

test('reads the parameters of the newer binary form and answers the number of its positions', () => {
  const answered = decode('CCE', cce(cceRecord(), cceRecord(), cceRecord()));
  assert.match(answerOf(answered), /^@@Q27,490154203237518,CCE,3\*[0-9A-F]{2}\r\n$/u);
  assert.deepEqual(fixOf(answered.messages), {
    identifier: IMEI,
    recordedAt: AT,
    latitude: -33.123456,
    longitude: -70.654321,
    altitudeMeters: -45,
    speedMetersPerSecond: 10,
    batteryPercent: 80,
    attributes: {
      satellites: 17,
      parameter27: 7,
      hdop: 0.5,
      cells: '262,1,4321,27182818,-96',
      battery2Percent: 60,
      alarmType: 7,
      image: 'a.jpg',
    },
  });
});

test('keeps the positions in front of a record that is cut, and has it not sent again where it arrived so', () => {
  const whole = cce(cceRecord(), cceRecord());
  const answered = decode('CCE', whole.subarray(0, -70));
  const { messages } = answered;
  assert.match(answerOf(answered), /,CCE,2\*/u);
  assert.deepEqual(
    messages.map(({ kind }) => kind),
    ['fix', 'malformed'],
  );
});

test('flags a wrong checksum and reads the frame all the same', () => {
  const frame = frameOf('AAA', wireBytes(text()));
  frame[frame.length - 3] = 0x47;
  const { checksum, messages } = meitrack.decodeFrame(frame, NEW_SESSION, circumstances);
  assert.deepEqual([checksum, messages[0]?.kind], ['wrong', 'fix']);
  assert.equal(decode('AAA', text()).checksum, 'right');
});

test('does not read pictures, and says so', () => {
  assert.equal(decode('D00', 'a.jpg,1,0,x').messages[0]?.kind, 'unsupported');
});

test('finds the next frame behind what is none', () => {
  const frame = frameOf('AAA', wireBytes(text()));
  const splitter = meitrack.splitter();
  assert.deepEqual(splitter.push(Uint8Array.from([...wireBytes('GET $$A, $1'), ...frame])), [frame]);
  assert.deepEqual([splitter.dropped(), splitter.waiting()], [11, 0]);
});

test('never throws on changed binary forms', () => {
  const body = cce(cceRecord(), cceRecord());
  fc.assert(fc.property(fc.nat(body.length - 1), fc.nat(255), (at, byte) => void decode('CCE', body.with(at, byte))));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void [decode('CCC', bytes), decode('CCE', bytes)]),
  );
});

test('adds the 1024 weeks that an old receiver is late', () => {
  const late = text().replace('260304050607', '060719050607');
  const receivedAt = AT + 5000;
  const { messages } = meitrack.decodeFrame(frameOf('AAA', wireBytes(late)), NEW_SESSION, {
    ...circumstances,
    receivedAt,
  });
  assert.equal(fixOf(messages).recordedAt, AT);
});
