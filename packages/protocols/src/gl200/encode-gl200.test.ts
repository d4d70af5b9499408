import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { PlacedFix } from '../decoded.ts';
import { NEW_SESSION } from '../device-protocol.ts';
import { wireText } from '../text/wire.ts';
import { encodeGl200Fix, encodeGl200Heartbeat } from './encode-report.ts';
import { gl200 } from './gl200.ts';

const IMEI = '490154203237518';
const SENT = { sentAt: Date.UTC(2026, 2, 4, 5, 6, 7), count: 0x11f0 };
const circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null } as const;

const millionths = (limit: number) => fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((value) => value / 1e6);
const plain = { noNullPrototype: true };
const fix: fc.Arbitrary<PlacedFix> = fc.record(
  {
    identifier: fc.constant(IMEI),
    recordedAt: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((seconds) => seconds * 1000),
    latitude: millionths(90).filter((degrees) => degrees !== 0),
    longitude: millionths(180),
    altitudeMeters: fc.integer({ min: -9999, max: 99_999 }).map((decimetres) => decimetres / 10),
    headingDegrees: fc.integer({ min: 0, max: 359 }),
    batteryPercent: fc.integer({ min: 0, max: 100 }),
    attributes: fc.record(
      {
        messageType: fc.constant('FRI'),
        hdop: fc.integer({ min: 1, max: 50 }),
        cells: fc.constant('460,1,6360,24897'),
        odometerMeters: fc.integer({ min: 0, max: 9_999_999 }).map((hectometers) => hectometers * 100),
      },
      plain,
    ),
  },
  plain,
);

test('reads what it writes', () => {
  fc.assert(
    fc.property(fix, (written) => {
      const frame = encodeGl200Fix(written, SENT);
      const { messages, session } = gl200.decodeFrame(frame, NEW_SESSION, circumstances);
      assert.deepEqual(messages, [{ kind: 'fix', fix: written }]);
      assert.equal(session.identifier, IMEI);
    }),
  );
});

test('writes speed in km/h with one decimal', () => {
  const [written] = fc.sample(fix, 1);
  assert.ok(written);
  const frame = encodeGl200Fix({ ...written, speedMetersPerSecond: 10 }, SENT);
  const [message] = gl200.decodeFrame(frame, NEW_SESSION, circumstances).messages;
  assert.equal(message?.kind === 'fix' && message.fix.speedMetersPerSecond, 10);
});

test('answers a heartbeat with its version and number, so that the device keeps the connection', () => {
  const frame = encodeGl200Heartbeat(IMEI, SENT);
  const { answer, messages } = gl200.decodeFrame(frame, NEW_SESSION, circumstances);
  assert.equal(wireText(answer ?? new Uint8Array(0)), '+SACK:GTHBD,300400,11F0$');
  assert.deepEqual(messages, [
    { kind: 'heartbeat', identifier: IMEI, recordedAt: SENT.sentAt, attributes: { messageType: 'HBD' } },
  ]);
});

test('answers a report with its number, so that the device forgets it', () => {
  const [written] = fc.sample(fix, 1);
  assert.ok(written);
  const { answer } = gl200.decodeFrame(encodeGl200Fix(written, SENT), NEW_SESSION, circumstances);
  assert.equal(wireText(answer ?? new Uint8Array(0)), '+SACK:11F0$');
});

test('cuts joined and split reports at every byte', () => {
  const frames = [encodeGl200Heartbeat(IMEI, SENT), ...fc.sample(fix, 2).map((one) => encodeGl200Fix(one, SENT))];
  const stream = Uint8Array.from(frames.flatMap((frame) => [...frame]));
  for (let at = 0; at <= stream.length; at += 1) {
    const splitter = gl200.splitter();
    const cut = [...splitter.push(stream.subarray(0, at)), ...splitter.push(stream.subarray(at))];
    assert.deepEqual(cut, frames, `split at ${at}`);
    assert.equal(splitter.dropped(), 0);
  }
});

test('never throws, on any bytes, cut or changed reports', () => {
  const [written] = fc.sample(fix, 1);
  assert.ok(written);
  const frame = encodeGl200Fix(written, SENT);
  const decode = (bytes: Uint8Array) => {
    gl200.decodeFrame(bytes, NEW_SESSION, circumstances);
    const splitter = gl200.splitter();
    for (const cut of splitter.push(bytes)) gl200.decodeFrame(cut, NEW_SESSION, circumstances);
    assert.ok(splitter.waiting() <= 8192);
  };
  for (let length = 0; length < frame.length; length += 1) decode(frame.subarray(0, length));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), decode));
  fc.assert(fc.property(fc.nat(frame.length - 1), fc.nat(255), (at, byte) => decode(frame.with(at, byte))));
});
