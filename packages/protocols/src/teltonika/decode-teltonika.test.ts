import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bytesOfHex, hexOf } from '../bytes/hex.ts';
import { NEW_SESSION, type Circumstances, type Session } from '../device-protocol.ts';
import type { AvlRecord } from './avl-record.ts';
import { encodeTeltonikaLogin } from './encode-login.ts';
import { encodeTeltonikaCommandAnswer, encodeTeltonikaPacket } from './encode-packet.ts';
import { CODEC_8_EXTENDED } from './record-layout.ts';
import { teltonika } from './teltonika.ts';

const IMEI = '490154203237518';
const circumstances: Circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null };
const session: Session = { ...NEW_SESSION, identifier: IMEI };
const record: AvlRecord = {
  recordedAt: 1_560_161_086_000,
  priority: 1,
  longitude: -70.7654321,
  latitude: -33.1234567,
  altitude: 321,
  angle: 123,
  satellites: 7,
  speed: 36,
  event: 1,
  elements: [],
};
const decode = (frame: Uint8Array, from: Session = session) => teltonika.decodeFrame(frame, from, circumstances);
const decodeHex = (hex: string, from: Session = session) => decode(bytesOfHex(hex) ?? new Uint8Array(0), from);
const attributesOf = (elements: AvlRecord['elements']) => {
  const [message] = decode(encodeTeltonikaPacket([{ ...record, elements }], CODEC_8_EXTENDED)).messages;
  assert.equal(message?.kind, 'fix');
  const { priority: _priority, event: _event, satellites: _satellites, ...attributes } = message.fix.attributes;
  return attributes;
};

test('answers a login with 01 once it is let in, with 00 otherwise', () => {
  const login = decode(encodeTeltonikaLogin(IMEI), NEW_SESSION);
  assert.deepEqual(login.messages, [{ kind: 'heartbeat', identifier: IMEI, recordedAt: null, attributes: {} }]);
  assert.deepEqual([login.answer, login.refusal], [Uint8Array.of(1), Uint8Array.of(0)]);
  assert.equal(login.session.identifier, IMEI);
});

test('reads codec 8 byte by byte, and answers the number of its records', () => {
  const sample = decodeHex(
    '000000000000003608010000019cb73d3218010000000000000000000000000000000105021503010101425e0f01f10000601a014e0000000000000000010000508e',
  );
  assert.equal(sample.checksum, 'right');
  assert.equal(hexOf(sample.answer ?? new Uint8Array(0)), '00000001');
  assert.deepEqual(sample.messages, [
    {
      kind: 'heartbeat',
      identifier: IMEI,
      recordedAt: Date.UTC(2026, 2, 4, 5, 6, 7),
      attributes: {
        priority: 1,
        event: 1,
        satellites: 0,
        rssi: 3,
        in1: true,
        powerVolts: 24.079,
        operator: 24_602,
        valid: false,
      },
    },
  ]);
});

test('reads codec 8 Extended byte by byte', () => {
  const sample = decodeHex(
    '000000000000004a8e010000019cb73d32180100000000000000000000000000000000010005000100010100010011001d00010010015e2c880002000b000000003544c87a000e000000001dd7e06a00000100003935',
  );
  assert.equal(sample.checksum, 'right');
  const [message] = sample.messages;
  assert.equal(message?.kind, 'heartbeat');
  assert.deepEqual(message.attributes, {
    priority: 1,
    event: 1,
    satellites: 0,
    in1: true,
    accelerationX: 29,
    odometerMeters: 22_949_000,
    io11: 893_700_218,
    io14: 500_686_954,
    valid: false,
  });
});

test('answers a datagram with its envelope and the number of records', () => {
  const sample = decodeHex(
    '004bcafe0105000f34393031353432303332333735313808010000019cb73d3218010000000000000000000000000000000105021503010101425e0f01f10000601a014e000000000000000001',
    NEW_SESSION,
  );
  assert.equal(hexOf(sample.answer ?? new Uint8Array(0)), '0005cafe010501');
  assert.equal(hexOf(sample.refusal ?? new Uint8Array(0)), '0005cafe010500');
  assert.equal(sample.session.identifier, IMEI);
});

test('reads km/h as metres per second and signed degrees', () => {
  const [message] = decode(encodeTeltonikaPacket([record])).messages;
  assert.equal(message?.kind, 'fix');
  const { fix } = message;
  assert.deepEqual([fix.speedMetersPerSecond, fix.latitude, fix.longitude], [10, -33.1234567, -70.7654321]);
});

test('marks the old place that a device without satellites repeats', () => {
  const [message] = decode(encodeTeltonikaPacket([{ ...record, satellites: 0, angle: 0, speed: 0 }])).messages;
  assert.equal(message?.kind, 'fix');
  assert.equal(message.fix.attributes.valid, false);
  assert.deepEqual([message.fix.speedMetersPerSecond, message.fix.headingDegrees], [undefined, undefined]);
});

test('takes 0°, 0° for no place', () => {
  const [message] = decode(encodeTeltonikaPacket([{ ...record, latitude: 0, longitude: 0, satellites: 0 }])).messages;
  assert.equal(message?.kind, 'heartbeat');
  assert.equal(message.recordedAt, record.recordedAt);
});

test('reads acceleration with its sign, and an eight byte number that JavaScript would round as text', () => {
  assert.deepEqual(
    attributesOf([
      { id: 17, bytes: Uint8Array.of(0xff, 0xfe) },
      { id: 11, bytes: new Uint8Array(8).fill(0x7f) },
    ]),
    { accelerationX: -2, io11: '9187201950435737471' },
  );
});

test('keeps the id of an element that has another length than the known one', () => {
  assert.deepEqual(attributesOf([{ id: 113, bytes: Uint8Array.of(0, 0, 1, 0) }]), { io113: 256 });
});

test('names what the acceleration sensor and the cut power raise', () => {
  assert.deepEqual(
    attributesOf([
      { id: 253, bytes: Uint8Array.of(2) },
      { id: 252, bytes: Uint8Array.of(1) },
      { id: 249, bytes: Uint8Array.of(0) },
    ]),
    { io249: 0, alarm: 'hardBraking,powerCut' },
  );
});

test('reads the key of a driver in the order printed on it', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 0xab);
  assert.deepEqual(attributesOf([{ id: 78, bytes }]), { driverId: 'AB07060504030201' });
  assert.deepEqual(attributesOf([{ id: 78, bytes: new Uint8Array(8) }]), {});
});

test('reads beacons and tags of variable length, and ends a list that is cut', () => {
  const ibeacon = [0x11, 0x21, ...Array(16).fill(0xaa), 0, 5, 0, 6, 0xd0];
  assert.deepEqual(attributesOf([{ id: 385, bytes: Uint8Array.from(ibeacon) }]), {
    beacon1Uuid: 'aa'.repeat(16),
    beacon1Major: 5,
    beacon1Minor: 6,
    beacon1Rssi: -48,
  });
  const tags = [1, 7, 0, 1, 0xc6, 2, 2, 0xc0, 109, 9, 0, 1, 0xca];
  assert.deepEqual(attributesOf([{ id: 548, bytes: Uint8Array.from(tags) }]), {
    tag1Rssi: -58,
    tag1LowBattery: true,
    tag1Volts: 3.09,
  });
});

test('reads records of older devices that add elements of sixteen bytes', () => {
  // Codec 8, one record, event and total, no elements of four sizes, one of sixteen bytes.
  const head = hexOf(encodeTeltonikaPacket([record]).subarray(8, 8 + 26));
  const wide = `${head}00010000000001cb${'00'.repeat(15)}0901`;
  const [message] = decodeHex(`00000000${(wide.length / 2).toString(16).padStart(8, '0')}${wide}00000000`).messages;
  assert.equal(message?.kind, 'fix');
  assert.equal(message.fix.attributes.io203, `${'00'.repeat(15)}09`);
});

test('flags a wrong checksum, and reads and answers the packet all the same', () => {
  const frame = encodeTeltonikaPacket([record]);
  frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1;
  const { checksum, messages, answer } = decode(frame);
  assert.deepEqual([checksum, messages.length, answer], ['wrong', 1, Uint8Array.of(0, 0, 0, 1)]);
});

test('has a packet sent again whose checksum is wrong and whose records cannot be read', () => {
  const frame = encodeTeltonikaPacket([record, record]);
  frame[frame.length - 5] = 3;
  const { checksum, messages, answer } = decode(frame);
  assert.deepEqual([checksum, answer], ['wrong', new Uint8Array(4)]);
  assert.deepEqual(
    messages.map(({ kind }) => kind),
    ['fix', 'fix', 'malformed'],
  );
});

test('takes no record from a connection without a login, so that the device sends it again', () => {
  const { messages, answer } = decode(encodeTeltonikaPacket([record]), NEW_SESSION);
  assert.deepEqual(messages, [
    {
      kind: 'malformed',
      identifier: null,
      problem: { field: 'imei', value: '', expected: 'a login before the first record' },
    },
  ]);
  assert.equal(answer, null);
});

test('keeps the answer to a command as text, or in hexadecimal where it is none', () => {
  const [text] = decode(encodeTeltonikaCommandAnswer('DI1:1\r\n')).messages;
  assert.deepEqual(text, { kind: 'heartbeat', identifier: IMEI, recordedAt: null, attributes: { result: 'DI1:1' } });
  const [bytes] = decode(encodeTeltonikaCommandAnswer('\u0001')).messages;
  assert.equal(bytes?.kind === 'heartbeat' && bytes.attributes.result, '01');
});

test('names a codec that is not read', () => {
  const [message] = decodeHex('000000000000000309000000000000').messages;
  assert.equal(message?.kind, 'unsupported');
  assert.equal(message.problem.field, 'codec');
});

test('drops what stands between frames, and finds the next one', () => {
  const splitter = teltonika.splitter();
  const frame = encodeTeltonikaPacket([record]);
  const junk = new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n');
  assert.deepEqual(splitter.push(Uint8Array.from([...junk, ...frame])), [frame]);
  assert.deepEqual([splitter.dropped(), splitter.waiting()], [junk.length, 0]);
});

test('never throws, on any bytes, cut or changed frames, and keeps little waiting', () => {
  const frame = encodeTeltonikaPacket([record, record], CODEC_8_EXTENDED);
  for (let length = 0; length < frame.length; length += 1) decode(frame.subarray(0, length));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decode(bytes)));
  fc.assert(
    fc.property(fc.nat(frame.length - 1), fc.nat(255), (at, byte) => {
      decode(frame.with(at, byte));
      const splitter = teltonika.splitter();
      for (const cut of splitter.push(frame.with(at, byte))) decode(cut);
      assert.ok(splitter.waiting() <= 32_768);
    }),
  );
});

test('adds the 1024 weeks that an old receiver is late', () => {
  const late = { ...record, recordedAt: Date.UTC(2026, 2, 4) - 1024 * 7 * 86_400_000 };
  const receivedAt = Date.UTC(2026, 2, 4, 0, 1);
  const [message] = teltonika.decodeFrame(encodeTeltonikaPacket([late]), session, {
    ...circumstances,
    receivedAt,
  }).messages;
  assert.equal(message?.kind === 'fix' && message.fix.recordedAt, Date.UTC(2026, 2, 4));
});
