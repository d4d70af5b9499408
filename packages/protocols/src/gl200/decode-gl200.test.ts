import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decoded, PlacedFix } from '../decoded.ts';
import { NEW_SESSION, type Session } from '../device-protocol.ts';
import { wireBytes } from '../text/wire.ts';
import { gl200 } from './gl200.ts';

const IMEI = '490154203237518';
const PLACE = '1,36.0,92,-5.4,-70.654321,-33.123456,20260304050607,0730,0001,1A2B,00ABCDEF';
const AT = Date.UTC(2026, 2, 4, 5, 6, 7);
const LOCAL = '20260304020609';

const circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null } as const;
const decodeFrame = (text: string, session: Session = NEW_SESSION) =>
  gl200.decodeFrame(wireBytes(text), session, circumstances);
const report = (type: string, fields: string) => decodeFrame(`+RESP:GT${type},300400,${IMEI},${fields},00A1$`).messages;
const fixOf = (messages: readonly Decoded[], at = 0): PlacedFix => {
  const message = messages[at];
  assert.equal(message?.kind, 'fix', JSON.stringify(message));
  return message.fix;
};
const attributesOf = (messages: readonly Decoded[]) => {
  const [message] = messages;
  if (message?.kind === 'heartbeat') return message.attributes;
  return fixOf(messages).attributes;
};

test('reads km/h, metres with a sign, signed degrees and the cell', () => {
  assert.deepEqual(fixOf(report('RTL', `,0,0,1,${PLACE},,,${LOCAL}`)), {
    identifier: IMEI,
    recordedAt: AT,
    latitude: -33.123456,
    longitude: -70.654321,
    altitudeMeters: -5.4,
    speedMetersPerSecond: 10,
    headingDegrees: 92,
    attributes: { messageType: 'RTL', hdop: 1, cells: '730,1,6699,11259375' },
  });
});

test('takes the time of a fix for UTC, whatever clock the device sends by', () => {
  assert.equal(fixOf(report('FRI', `,0,0,1,${PLACE},,80,${LOCAL}`)).recordedAt, AT);
});

test('takes the local clock of the device off the time of sending, once the device said its zone', () => {
  const information = decodeFrame(
    `+RESP:GTINF,300400,${IMEI},,41,89570000000000000011,21,0,1,12000,,4.10,0,1,,,,,,-0300,0,${LOCAL},00A1$`,
  );
  assert.equal(information.session.utcOffsetSeconds, -3 * 3600);
  assert.equal(information.messages[0]?.kind === 'heartbeat' && information.messages[0].recordedAt, AT + 2000);
  const [next] = decodeFrame(`+RESP:GTPNA,300400,${IMEI},,${LOCAL},00A2$`, information.session).messages;
  assert.equal(next?.kind === 'heartbeat' && next.recordedAt, AT + 2000);
});

test('reads every position of a report, and what stands behind the last with the last', () => {
  const second = PLACE.replace('20260304050607', '20260304050707').replace('1A2B,00ABCDEF', '1A2B,00ABCDE0');
  const messages = report('FRI', `,0,0,2,${PLACE},12.3,${second},12.9,81,${LOCAL}`);
  const [first, last] = [fixOf(messages, 0), fixOf(messages, 1)];
  assert.deepEqual([first.recordedAt, first.batteryPercent, first.attributes.odometerMeters], [AT, undefined, 12_300]);
  assert.deepEqual([last.recordedAt, last.batteryPercent, last.attributes.odometerMeters], [AT + 60_000, 81, 12_900]);
});

test('reads supply, distance, running time, battery and status of vehicles', () => {
  const fix = fixOf(report('FRI', `,13579,10,1,${PLACE},00,2000.5,00010:01:02,,,83,220305,,,,${LOCAL}`));
  assert.equal(fix.batteryPercent, 83);
  assert.deepEqual(fix.attributes, {
    messageType: 'FRI',
    powerVolts: 13.579,
    hdop: 1,
    cells: '730,1,6699,11259375',
    odometerMeters: 2_000_500,
    engineSeconds: 36_062,
    ignition: true,
    motion: true,
    input: 3,
    in1: true,
    in2: false,
    output: 5,
    out1: true,
    out2: false,
  });
});

test('tells the last fix with its own time where there is none now', () => {
  const fix = fixOf(report('FRI', `,0,0,1,${PLACE.replace('1,36.0', '0,0.0')},,80,20260304060000`));
  assert.deepEqual([fix.recordedAt, fix.attributes.hdop], [AT, 0]);
});

test('takes two zeros behind the cell for no charge', () => {
  assert.equal(fixOf(report('JDR', `,${PLACE},00,${LOCAL}`)).batteryPercent, undefined);
});

test('says of a buffered report that it was', () => {
  const { messages } = decodeFrame(`+BUFF:GTFRI,300400,${IMEI},,0,0,1,${PLACE},,80,${LOCAL},00A1$`);
  assert.equal(attributesOf(messages).buffered, true);
});

test('reads a report without a place as a sign of life with battery and cell', () => {
  const [message] = report('FRI', `,1,1,1,,,,,,,,0262,0001,a1b2,c3d4,0000,79,${LOCAL}`);
  assert.ok(message?.kind === 'heartbeat');
  assert.deepEqual([message.batteryPercent, message.attributes.cells], [79, '262,1,41394,50132']);
});

test('reads access points, and temperatures below zero', () => {
  const { attributes } = fixOf(report('FRI', `,0,0,1,${PLACE},0a1b2c3d4e5f,-58,,100,${LOCAL}`));
  assert.equal(attributes.wifi, '0a-1b-2c-3d-4e-5f,-58');
  const sensors = `,00000002,12000,10,1,${PLACE},00,0.0,,,,83,220100,2,1,28FF00000000000A,1,FFF8,0,${LOCAL}`;
  assert.equal(fixOf(report('ERI', sensors)).attributes.temperature1Celsius, -0.5);
});

test('reads the fields of the bus that the mask announces', () => {
  const attributes = attributesOf(report('CAN', `,00,1,00000907,WVWZZZ1JZ3W386752,2,H12345,P53.00,1000.5,${LOCAL}`));
  assert.deepEqual(attributes, {
    messageType: 'CAN',
    vin: 'WVWZZZ1JZ3W386752',
    ignition: true,
    obdOdometerKilometers: 12_345,
    fuelPercent: 53,
    engineSeconds: 3_601_800,
  });
});

for (const [type, fields, expected] of [
  ['SOS', `,0,0,1,${PLACE},,80`, { alarm: 'sos' }],
  ['STT', `,42,${PLACE},`, { alarm: 'movement', motion: true }],
  ['STT', `,41,${PLACE},`, { alarm: undefined, motion: false }],
  ['IGN', `,300,${PLACE},,0.0`, { ignition: true }],
  ['IGF', `,300,${PLACE},,0.0`, { ignition: false }],
  ['IGL', `,,01,1,${PLACE},00,0.0`, { ignition: true }],
  ['HBM', `,,10,1,${PLACE},00,0.0`, { alarm: 'hardBraking' }],
  ['GEO', `,,31,1,${PLACE},00,0.0`, { alarm: 'geofenceEnter', geofence: 3 }],
  ['GEO', `,,30,1,${PLACE},00,0.0`, { alarm: 'geofenceExit', geofence: 3 }],
  ['DIS', `,,20,1,${PLACE},00,0.0`, { in2: false }],
  ['MPF', `,${PLACE},00`, { alarm: 'powerCut' }],
  ['DAT', `,1,,,a|b,${PLACE},00,,`, { data: 'a|b' }],
] as const) {
  test(`reads what ${type} ${fields.slice(0, 6)} says`, () => {
    const attributes = attributesOf(report(type, `${fields},${LOCAL}`));
    for (const [name, value] of Object.entries(expected)) assert.equal(attributes[name], value, name);
  });
}

test('keeps the answer to a command', () => {
  const [message] = decodeFrame(`+ACK:GTRTO,300400,${IMEI},,RTL,0007,${LOCAL},00A1$`).messages;
  assert.ok(message?.kind === 'heartbeat');
  assert.deepEqual(message.attributes, { messageType: 'RTO', command: 'RTO', result: '+ACK:GTRTO' });
});

test('names a binary report and does not read it', () => {
  const binary = Uint8Array.from([...wireBytes('+RSP'), 1, 0, 0xff, 0x0d, 0x0a]);
  assert.deepEqual(gl200.splitter().push(binary), [binary]);
  const [message] = gl200.decodeFrame(binary, NEW_SESSION, circumstances).messages;
  assert.equal(message?.kind, 'unsupported');
});

test('refuses what is no report', () => {
  const { messages, answer } = decodeFrame('+RESP:XX$');
  assert.deepEqual([messages[0]?.kind, answer], ['malformed', null]);
});

test('drops a report that was broken off, and reads the next', () => {
  const whole = wireBytes(`+RESP:GTPNA,300400,${IMEI},,${LOCAL},00A2$`);
  const splitter = gl200.splitter();
  assert.deepEqual(splitter.push(Uint8Array.from([...wireBytes('+RESP:GTFRI,3004'), ...whole, 0x0d, 0x0a])), [whole]);
  assert.deepEqual([splitter.dropped(), splitter.waiting()], [16, 0]);
});

test('takes a NUL for the end of a report too', () => {
  const frame = wireBytes(`+RESP:GTPNA,300400,${IMEI},,${LOCAL},00A2\0`);
  assert.deepEqual(gl200.splitter().push(frame), [frame]);
  assert.equal(gl200.decodeFrame(frame, NEW_SESSION, circumstances).messages[0]?.kind, 'heartbeat');
});

test('adds the 1024 weeks that an old receiver is late', () => {
  const late = wireBytes(`+RESP:GTRTL,300400,${IMEI},,0,0,1,${PLACE.replace('20260304', '20060719')},,,${LOCAL},00A1$`);
  const { messages } = gl200.decodeFrame(late, NEW_SESSION, { ...circumstances, receivedAt: AT + 5000 });
  assert.equal(fixOf(messages).recordedAt, AT);
});

test('takes 0°, 0° for no place', () => {
  const [message] = report('RTL', `,0,0,1,${PLACE.replace('-70.654321,-33.123456', '0.000000,0.000000')},,,${LOCAL}`);
  assert.equal(message?.kind, 'heartbeat');
});
