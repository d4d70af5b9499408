import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { bytesOfHex } from '../bytes/hex.ts';
import type { DecodedFix, DecodedHeartbeat } from '../decoded.ts';
import { NEW_SESSION } from '../device-protocol.ts';
import { writeClock } from './clock.ts';
import { closeFrame } from './frame.ts';
import { gt06 } from './gt06.ts';
import { writePlace } from './place.ts';

const NOW = Date.UTC(2024, 1, 29, 23, 59, 58);
const PLACE = { latitude: 60, longitude: 30, headingDegrees: 90, attributes: { satellites: 9 } };
const CELL = '01cc00287d001fb8';
const WIDE_CELL = '01cc000000287d000000000a001fb8';
const SESSION = { ...NEW_SESSION, identifier: '123456789012345' };
const TOLD = { transport: 'tcp', receivedAt: NOW, utcOffsetSeconds: 0, speedUnit: null } as const;

function messageOf(type: number, content: Uint8Array, extended = false): DecodedFix | DecodedHeartbeat {
  const { messages, checksum } = gt06.decodeFrame(closeFrame({ type, content, extended, serial: 1 }), SESSION, TOLD);
  const [message] = messages;
  assert.ok(message?.kind === 'fix' || message?.kind === 'heartbeat', JSON.stringify(message));
  assert.equal(checksum, 'right');
  return message;
}

const bytes = (hex: string) => bytesOfHex(hex.replaceAll(/[^\da-f]/gu, '')) ?? new Uint8Array(0);
const text = (value: string) => Buffer.from(value, 'latin1').toString('hex');
const clock = () => writeClock(new ByteWriter(), NOW);

/** What a message with a date, a place and then so much more says beside its place. */
function beside(type: number, more: string, extended = false): Record<string, unknown> {
  const message = messageOf(type, writePlace(clock(), PLACE).bytes(bytes(more)).done(), extended);
  assert.ok(message.kind === 'fix');
  const { recordedAt, latitude, longitude, headingDegrees, altitudeMeters, batteryPercent, attributes } = message.fix;
  assert.deepEqual([recordedAt, latitude, longitude, headingDegrees], [NOW, 60, 30, 90]);
  const { messageType, satellites, ...others } = attributes;
  assert.deepEqual([messageType, satellites], [type, 9]);
  return {
    ...(altitudeMeters === undefined ? {} : { altitudeMeters }),
    ...(batteryPercent === undefined ? {} : { batteryPercent }),
    ...others,
  };
}

/** What a message without a place says. */
function alone(type: number, content: string, extended = false) {
  const message = messageOf(type, bytes(content), extended);
  assert.ok(message.kind === 'heartbeat');
  const { messageType: _type, ...others } = message.attributes;
  return others;
}

const cells = '460,0,10365,8120';
const wideCells = '460,0,10365,167780280';
const state = { status: 2, ignition: true, charge: false, blocked: false };

test('reads what stands behind the cell by its length: reason, then mileage', () => {
  const reason = { ignition: true, event: 5, buffered: false };
  assert.deepEqual(beside(0x10, ''), {});
  assert.deepEqual(beside(0x12, CELL), { cells });
  assert.deepEqual(beside(0x12, `${CELL} 010500`), { cells, ...reason });
  assert.deepEqual(beside(0x12, `${CELL} 00002710`), { cells, odometerMeters: 10_000 });
  assert.deepEqual(beside(0x22, `${CELL} 010501`), { cells, ...reason, buffered: true });
  assert.deepEqual(beside(0x2d, `${CELL} 010500 00002710`), { cells, ...reason, odometerMeters: 10_000 });
  assert.deepEqual(beside(0x11, '01cc0000 287d 00001fb8'), { cells });
});

test('reads wide cells of 4G', () => {
  assert.deepEqual(beside(0xa0, `${WIDE_CELL} 000e00`), {
    cells: wideCells,
    ignition: false,
    event: 14,
    buffered: false,
  });
  const alarm = { cells: wideCells, ...state, batteryPercent: 100, rssi: 4, alarm: 'tampering', geofence: 255 };
  assert.deepEqual(beside(0xa4, `10 ${WIDE_CELL} 0206041302 ff`), alarm);
  const machine = '11 02 04e2 2a 03 01 02 00002710 00000e10 0123456789012345 0200';
  assert.deepEqual(beside(0xa2, `${WIDE_CELL} ${machine}`), {
    cells: wideCells,
    ...state,
    powerVolts: 12.5,
    batteryPercent: 42,
    rssi: 3,
    alarm: 'sos',
    odometerMeters: 10_000,
    engineSeconds: 3600,
    input: 512,
  });
});

test('counts the length of a cell with itself, and skips what is longer', () => {
  const known = { cells, ...state, batteryPercent: 50, rssi: 3 };
  assert.deepEqual(beside(0x16, `09 ${CELL} 0203030002`), known);
  assert.deepEqual(beside(0x26, `0b ${CELL} ffff 0203030002`), known);
  assert.deepEqual(beside(0x27, `09 ${CELL} 0203030002 07`), { ...known, geofence: 7 });
  assert.deepEqual(beside(0x16, `00 0203030002`), { ...state, batteryPercent: 50, rssi: 3 });
  assert.deepEqual(beside(0x16, `09 ${CELL} 020303e801 c300000000000001`), {
    ...known,
    event: 232,
    driverId: 'c300000000000001',
  });
});

test('reads heights behind the state and behind the mileage', () => {
  const reason = { ignition: true, event: 0, buffered: false };
  assert.deepEqual(beside(0x31, '01cc0000 287d 00001fb8 010000 00002710 ff9c'), {
    altitudeMeters: -100,
    cells,
    ...reason,
    odometerMeters: 10_000,
  });
  assert.equal(beside(0x32, '0a 01cc0000 287d 00001fb8 0206040002 0064').altitudeMeters, 100);
});

test('reads variants of place and cell by their length', () => {
  assert.deepEqual(beside(0x12, `${CELL} 00002710 01 30 01 00 0005`), {
    cells,
    odometerMeters: 10_000,
    card: '0',
    cardStatus: 0,
    drivingTime: 5,
    alarm: 'general',
  });
  assert.equal(beside(0x12, `${CELL} 00002710 4c ${'41'.repeat(76)} 00 01`).card, 'A'.repeat(76));
  assert.deepEqual(beside(0x12, `${CELL} c005`), { cells, ignition: true, in2: true, adc1: 0.5 });
  assert.deepEqual(beside(0x12, `${CELL} 1205`), { cells, ignition: false, in2: false, temperature1Celsius: -5 });
  assert.deepEqual(beside(0x12, `${CELL} 22 04e2 04 00`), {
    cells,
    ...state,
    status: 34,
    alarm: 'sos',
    powerVolts: 12.5,
    rssi: 4,
  });
  assert.deepEqual(beside(0x16, `${CELL} 02 04e2 04 00`), { cells, ...state, powerVolts: 12.5, rssi: 4 });
  assert.deepEqual(beside(0x17, `${CELL} c300000000000001 01`), { cells, driverId: 'c300000000000001' });
  const more = { fuel: 100, temperature1Celsius: -5, odometerMeters: 1000 };
  assert.deepEqual(beside(0x12, `${CELL} 02 04e2 04 00 0064 85 00000064`), {
    cells,
    ...state,
    powerVolts: 12.5,
    rssi: 4,
    ...more,
  });
  assert.deepEqual(beside(0x24, `${CELL} 01 04e2 0190 ${'00'.repeat(10)}`), {
    cells,
    ignition: true,
    powerVolts: 12.5,
    batteryVolts: 4,
  });
});

test('reads modules behind a place, and those that are a message of their own', () => {
  const modules = '002e 04 00002710 0027 02 04e2 00ff 01 00 0028 01';
  assert.deepEqual(beside(0x37, `${CELL} 010000 ${modules} 0d`), {
    cells,
    ignition: true,
    event: 0,
    buffered: false,
    odometerMeters: 10_000,
    powerVolts: 12.5,
    hdop: 1.3,
  });
  assert.equal(beside(0x38, `000000 ${WIDE_CELL} 0000 002e 04 00002710`, true).odometerMeters, 10_000);
  const place = writePlace(
    new ByteWriter()
      .u32(NOW / 1000)
      .u8(7)
      .u16(-5),
    PLACE,
  ).done();
  const withoutSatellites = Uint8Array.from([...place.subarray(0, 7), ...place.subarray(8)]);
  const all = new ByteWriter().bytes(bytes('002b 0001 14 0033 0012')).bytes(withoutSatellites).done();
  const message = messageOf(0x70, all, true);
  assert.ok(message.kind === 'fix');
  const { recordedAt, altitudeMeters, latitude, attributes } = message.fix;
  assert.deepEqual([recordedAt, altitudeMeters, latitude], [NOW, -5, 60]);
  assert.deepEqual([attributes.satellites, attributes.bootReason, attributes.alarm], [7, 20, 'removing']);
});

test('reads events of cameras in their three forms', () => {
  const date = '18021d173b3a';
  assert.deepEqual(alone(0x95, `${date} 90`), { event: 144, alarm: 'hardAcceleration' });
  const placed = messageOf(0x95, bytes(`${date} 066ff300 0337f980 145a 01 0000 ${text('a.mp4')}`));
  assert.deepEqual(placed.kind === 'fix' && placed.fix.attributes, {
    messageType: 149,
    event: 1,
    alarm: 'sos',
    files: 'a.mp4',
  });
  const later = messageOf(0x95, bytes(`ffff01 ${date} c9 066ff300 0337f980 145a 0024 0087 69 0000 ${text('a.mp4')}`));
  assert.ok(later.kind === 'fix');
  const { speedMetersPerSecond, recordedAt, attributes } = later.fix;
  assert.deepEqual([speedMetersPerSecond, recordedAt, attributes.powerVolts, attributes.event], [10, NOW, 13.5, 105]);
});

test('reads what is no place as a sign of life', () => {
  assert.deepEqual(alone(0x19, `${CELL} 0206040302`), { cells, ...state, rssi: 4, alarm: 'vibration' });
  assert.deepEqual(alone(0x23, '03 0190 04 0001'), {
    armed: true,
    ignition: true,
    charge: false,
    batteryVolts: 4,
    rssi: 4,
  });
  assert.deepEqual(alone(0x94, '04e2'), { powerVolts: 12.5 });
  assert.deepEqual(alone(0x94, '00 04e2', true), { adc1: 12.5 });
  assert.deepEqual(alone(0x94, '05 05', true), { door: true, io1: true });
  assert.deepEqual(alone(0x94, `0a ${'00'.repeat(8)} 0001010000000001 98100000000000000000`, true), {
    imsi: '001010000000001',
    iccid: '89010000000000000000',
  });
  assert.deepEqual(alone(0x94, `0d ${text('!AIOIL,02,008.290,029.600,519J,0400,008.430,0,00,AB')}`, true), {
    temperature1Celsius: 29.6,
    fuel: 8.43,
  });
  assert.deepEqual(alone(0x94, `1b ${text('TAG:1')} 0d0a`, true), { serialPort: 'TAG:1' });
  assert.deepEqual(alone(0x94, '1b 0204 01020304 00 03', true), { driverId: '01020304' });
  assert.deepEqual(alone(0x36, '0206040002 0018 02 0190 006a 01 2a'), { ...state, rssi: 4, batteryVolts: 4 });
  assert.deepEqual(alone(0x40, `${'00'.repeat(8)} 65000000 50 0000 00 0000 00 0b9b 0000 0c80`), {
    temperature1Celsius: 24,
    batteryVolts: 3.2,
  });
  assert.deepEqual(alone(0x94, '77 0102', true), { info: '77:0102' });
  assert.deepEqual(alone(0x9b, '03 80d600', true), { serialPort: '80d600' });
  assert.deepEqual(alone(0x21, `00000000 01 ${text('OK')}`, true), { result: 'OK' });
  assert.deepEqual(alone(0x21, '00000000 02 004f004b', true), { result: 'OK' });
  assert.deepEqual(alone(0x15, `20 00000000 ${text('<ICCID:89000000000000000000>')}`), {
    iccid: '89000000000000000000',
  });
});

test('reads the answer to the question where the terminal is as a place', () => {
  const where = 'Current position!Lat:S33.500000,Lon:W70.250000,Course:90.00,Speed:36.00,DateTime:2024-02-29  23:59:58';
  const message = messageOf(0x21, bytes(`00000000 01 ${text(where)}`), true);
  assert.ok(message.kind === 'fix');
  const { recordedAt, latitude, longitude, speedMetersPerSecond, headingDegrees } = message.fix;
  assert.deepEqual(
    [recordedAt, latitude, longitude, speedMetersPerSecond, headingDegrees],
    [NOW, -33.5, -70.25, 10, 90],
  );
});

test('reads a place even where what stands behind it is not known', () => {
  assert.deepEqual(beside(0x12, '01'), {});
  assert.deepEqual(beside(0x16, 'ff 0102'), {});
  assert.deepEqual(beside(0x16, `${CELL} 0206040002`), { cells, ...state, batteryPercent: 100, rssi: 4 });
});

test('reads the diagnosis of a vehicle and leaves out the place without a date', () => {
  const values = text('28=000003e8,35=00001388,4a=TESTVIN0000000001');
  assert.deepEqual(alone(0x8c, `18021d173b3a 01 ${values} ${'00'.repeat(12)}`, true), {
    ignition: true,
    odometerMeters: 10,
    obdKilometersPerHour: 50,
    vin: 'TESTVIN0000000001',
  });
});

test('reads cells and access points around, which watches date in decimal digits', () => {
  const found = { cells: '460,0,10365,8120,-50', wifi: '02-00-00-00-00-01,-60' };
  const seven = `01cc00 287d001fb832 ${'00'.repeat(36)}`;
  assert.deepEqual(alone(0x2c, `18021d173b3a ${seven} ff 01 020000000001 3c`), found);
  const frame = bytes('787801 69 240229235958 020000000001 3c 01 01cc00 287d 1fb8 32 0d0a');
  const { messages, checksum, answer } = gt06.decodeFrame(frame, SESSION, TOLD);
  const [message] = messages;
  assert.ok(message?.kind === 'heartbeat');
  assert.deepEqual([message.recordedAt, message.attributes], [NOW, { messageType: 0x69, ...found }]);
  assert.deepEqual([checksum, answer && Buffer.from(answer).toString('hex')], ['none', '787800692402292359580d0a']);
  const wrong = gt06.decodeFrame(frame.with(9, 0xff), SESSION, TOLD).messages[0];
  assert.equal(wrong?.kind === 'malformed' && wrong.problem.field, 'date');
});
