import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { bytesOfHex, hexOf } from '../bytes/hex.ts';
import { type Circumstances, NEW_SESSION, type Session } from '../device-protocol.ts';
import { writeClock } from './clock.ts';
import { encodeGt06Heartbeat, encodeGt06TimeRequest } from './encode-heartbeat.ts';
import { encodeGt06Alarm, encodeGt06Location } from './encode-location.ts';
import { encodeGt06Login } from './encode-login.ts';
import { closeFrame } from './frame.ts';
import { gt06 } from './gt06.ts';

const IMEI = '123456789012345';
const NOW = Date.UTC(2024, 1, 29, 23, 59, 58);
const PLACE = { recordedAt: NOW, latitude: 60, longitude: 30, serial: 7, attributes: {} };
const LOGGED_IN: Session = { ...NEW_SESSION, identifier: IMEI };

const told: Circumstances = { transport: 'tcp', receivedAt: NOW, utcOffsetSeconds: 0, speedUnit: null };
const decode = (frame: Uint8Array, session = LOGGED_IN, more: Partial<Circumstances> = {}) =>
  gt06.decodeFrame(frame, session, { ...told, ...more });

function fixOf(frame: Uint8Array, session = LOGGED_IN, more: Partial<Circumstances> = {}) {
  const [message] = decode(frame, session, more).messages;
  assert.ok(message?.kind === 'fix', JSON.stringify(message));
  return message.fix;
}

function heartbeatOf(frame: Uint8Array, more: Partial<Circumstances> = {}) {
  const [message] = decode(frame, LOGGED_IN, more).messages;
  assert.ok(message?.kind === 'heartbeat', JSON.stringify(message));
  return message;
}

const hex = (frame: Uint8Array | null) => (frame ? hexOf(frame) : null);
const short = (type: number, content: string) =>
  closeFrame({ type, content: bytesOfHex(content) ?? new Uint8Array(0), serial: 1 });

test('reads the login of the vendor’s document and answers it', () => {
  const frame = bytesOfHex('78780d01012345678901234500018cdd0d0a') ?? new Uint8Array(0);
  const { messages, session, checksum, answer, refusal } = decode(frame, NEW_SESSION);
  assert.deepEqual(messages, [{ kind: 'heartbeat', identifier: IMEI, recordedAt: null, attributes: {} }]);
  assert.deepEqual([session.identifier, session.utcOffsetSeconds, checksum], [IMEI, null, 'right']);
  assert.deepEqual([hex(answer), refusal], ['787805010001d9dc0d0a', null]);
});

test('reads the place of the vendor’s document', () => {
  const frame = '78781f120b081d112e10cf027ac7eb0c46584900148f01cc00287d001fb8000380810d0a';
  const fix = fixOf(bytesOfHex(frame) ?? new Uint8Array(0));
  assert.equal(fix.recordedAt, Date.UTC(2011, 7, 29, 17, 46, 16));
  assert.deepEqual([fix.latitude.toFixed(6), fix.longitude.toFixed(6)], ['23.111668', '114.409285']);
  assert.deepEqual(fix.attributes, { messageType: 18, satellites: 15, cells: '460,0,10365,8120' });
});

test('takes speed for kilometres per hour', () => {
  assert.equal(fixOf(encodeGt06Location({ ...PLACE, speedMetersPerSecond: 10 })).speedMetersPerSecond, 10);
});

test('takes the hemispheres from their bits: one set for north, the other set for west', () => {
  for (const [latitude, longitude] of [
    [33.5, 151.25],
    [-33.5, 151.25],
    [33.5, -70.75],
    [-33.5, -70.75],
  ] as const) {
    const fix = fixOf(encodeGt06Location({ ...PLACE, latitude, longitude }));
    assert.deepEqual([fix.latitude, fix.longitude], [latitude, longitude]);
  }
});

test('flags an old place that is repeated without a receiver’s fix', () => {
  assert.equal(fixOf(encodeGt06Location({ ...PLACE, attributes: { valid: false } })).attributes.valid, false);
  assert.ok(!('valid' in fixOf(encodeGt06Location(PLACE)).attributes));
});

test('takes zeros without a receiver’s fix for a sign of life', () => {
  const never = encodeGt06Location({ ...PLACE, latitude: 0, longitude: 0, attributes: { valid: false } });
  assert.deepEqual([heartbeatOf(never).recordedAt, heartbeatOf(never).attributes.valid], [NOW, false]);
});

test('knows ignition only where the bit beside it says so', () => {
  assert.ok(!('ignition' in fixOf(encodeGt06Location(PLACE)).attributes));
  for (const ignition of [true, false]) {
    const { attributes } = fixOf(encodeGt06Location({ ...PLACE, attributes: { ignition } }));
    assert.equal(attributes.ignition, ignition);
  }
});

test('takes a clock for UTC, for the time zone of the login, and before both for that of the settings', () => {
  const frame = encodeGt06Location({ ...PLACE, utcOffsetSeconds: 20_700 });
  assert.equal(fixOf(frame).recordedAt, NOW + 20_700_000);
  assert.equal(fixOf(frame, { ...LOGGED_IN, utcOffsetSeconds: 20_700 }).recordedAt, NOW);
  const settings = { utcOffsetSeconds: 20_700 };
  assert.equal(fixOf(frame, { ...LOGGED_IN, utcOffsetSeconds: 3600 }, settings).recordedAt, NOW);
});

test('reads time zones east and west of UTC, with minutes', () => {
  for (const utcOffsetSeconds of [0, 28_800, 20_700, -12_600, -39_600]) {
    const { session } = decode(encodeGt06Login({ identifier: IMEI, serial: 1, utcOffsetSeconds }), NEW_SESSION);
    assert.equal(session.utcOffsetSeconds, utcOffsetSeconds);
  }
});

test('refuses days that do not exist, and takes six zeros for a clock that was never set', () => {
  const place = 'cf027ac7eb0c46584900148f01cc00287d001fb8';
  const [message] = decode(short(0x12, `180230000000${place}`)).messages;
  assert.deepEqual(message?.kind === 'malformed' && [message.identifier, message.problem.field], [IMEI, 'date']);
  assert.equal(fixOf(short(0x12, `000000000000${place}`)).recordedAt, null);
});

test('reads a frame with a wrong checksum and says that it is wrong', () => {
  const frame = encodeGt06Location(PLACE);
  frame[frame.length - 3] = (frame.at(-3) ?? 0) ^ 1;
  const { messages, checksum, answer } = decode(frame);
  assert.deepEqual([messages[0]?.kind, checksum, answer !== null], ['fix', 'wrong', true]);
});

test('reads the state of a heartbeat and answers with its kind and number', () => {
  const frame = encodeGt06Heartbeat({ serial: 9, ignition: true, batteryPercent: 50, rssi: 3 });
  const { identifier, batteryPercent, attributes } = heartbeatOf(frame);
  assert.deepEqual([identifier, batteryPercent], [IMEI, 50]);
  const state = { messageType: 19, status: 2, ignition: true, charge: false, blocked: false, rssi: 3 };
  assert.deepEqual(attributes, state);
  assert.equal(hex(decode(frame).answer), hexOf(closeFrame({ type: 0x13, serial: 9 })));
});

test('names an alarm once, be it in the state or in its own byte', () => {
  const { attributes } = fixOf(encodeGt06Alarm(PLACE, { alarmCode: 1 }));
  assert.equal(attributes.alarm, 'sos');
  assert.equal(heartbeatOf(short(0x13, '2006040102')).attributes.alarm, 'sos');
  assert.equal(heartbeatOf(short(0x13, '1006040102')).attributes.alarm, 'powerCut,sos');
});

test('reads what models mean by the same bytes where settings say which it is', () => {
  assert.equal(heartbeatOf(short(0x13, '0604041902')).attributes.alarm, 'lowBattery');
  assert.equal(heartbeatOf(short(0x13, '0604b40400'), { model: 'R11' }).attributes.powerVolts, 12.04);
  assert.equal(heartbeatOf(short(0x13, '0604040c01'), { model: 'SEEWORLD' }).attributes.powerVolts, 12);
  assert.equal(heartbeatOf(short(0x13, '060404007d'), { model: 'LW4G' }).attributes.powerVolts, 12.5);
  assert.equal(heartbeatOf(short(0x13, '060404f07d')).attributes.powerVolts, 12.5);
});

test('answers the question for the time in UTC', () => {
  const answer = decode(encodeGt06TimeRequest(3)).answer;
  const content = writeClock(new ByteWriter(), NOW).done();
  assert.equal(hex(answer), hexOf(closeFrame({ type: 0x8a, content, serial: 3 })));
});

test('answers a long frame with a long one, and an answer to a command not at all', () => {
  const beacon = closeFrame({ extended: true, type: 0x94, content: Uint8Array.of(5, 1), serial: 2 });
  assert.equal(hex(decode(beacon).answer), hexOf(closeFrame({ extended: true, type: 0x94, serial: 2 })));
  assert.equal(decode(short(0x15, '08000000004f4b21210002')).answer, null);
  assert.equal(heartbeatOf(short(0x15, '08000000004f4b21210002')).attributes.result, 'OK!!');
});

test('takes cells without a place for a sign of life, never for a fix', () => {
  const cells = '01cc00287d001fb8322a79001fb9280000000000000000000000000000000000000000000000000000000000000000ff0002';
  const { recordedAt, attributes } = heartbeatOf(short(0x28, `180229173b3a${cells}`.replace('180229', '18021d')));
  assert.equal(recordedAt, NOW);
  assert.equal(attributes.cells, '460,0,10365,8120,-50;460,0,10873,8121,-40');
});

test('says of a message before any login that nobody is known, and answers nothing', () => {
  const { messages, answer } = decode(encodeGt06Location(PLACE), NEW_SESSION);
  const [message] = messages;
  assert.deepEqual(message?.kind === 'malformed' && [message.identifier, message.problem.field], [null, 'imei']);
  assert.equal(answer, null);
});

test('refuses an IMEI that is none and names a kind of message that is unknown', () => {
  assert.equal(decode(short(0x01, '0abcdef012345678'), NEW_SESSION).messages[0]?.kind, 'malformed');
  const { messages, answer } = decode(short(0x77, '0102'));
  assert.equal(messages[0]?.kind, 'unsupported');
  assert.equal(hex(answer), hexOf(closeFrame({ type: 0x77, serial: 1 })));
});
