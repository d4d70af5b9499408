import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { PlacedFix } from '../decoded.ts';
import { NEW_SESSION } from '../device-protocol.ts';
import { wireText } from '../text/wire.ts';
import { encodeMeitrackFix, encodeMeitrackHeartbeat } from './encode-report.ts';
import { meitrack } from './meitrack.ts';

const IMEI = '490154203237518';
const circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null } as const;
const decode = (frame: Uint8Array) => meitrack.decodeFrame(frame, NEW_SESSION, circumstances);

const plain = { noNullPrototype: true };
const millionths = (limit: number) => fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((value) => value / 1e6);
const hundredths = fc.integer({ min: 0, max: 65_535 }).map((count) => count / 100);
const fix: fc.Arbitrary<PlacedFix> = fc.record(
  {
    identifier: fc.constant(IMEI),
    recordedAt: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((seconds) => seconds * 1000),
    latitude: millionths(90),
    longitude: millionths(180),
    altitudeMeters: fc.integer({ min: -500, max: 20_000 }),
    speedMetersPerSecond: fc.integer({ min: 0, max: 50 }).map((speed) => speed * 5),
    headingDegrees: fc.integer({ min: 0, max: 359 }),
    attributes: fc.record(
      {
        event: fc.constant(35),
        satellites: fc.integer({ min: 0, max: 30 }),
        rssi: fc.integer({ min: 0, max: 31 }),
        hdop: fc.integer({ min: 5, max: 999 }).map((tenths) => tenths / 10),
        odometerMeters: fc.nat(),
        runtimeSeconds: fc.nat(),
        cells: fc.constant('460,1,6360,24897'),
        input: fc.integer({ min: 0, max: 255 }),
        output: fc.integer({ min: 0, max: 255 }),
        adc1: fc.constant(0),
        adc2: fc.constant(0),
        adc3: fc.constant(0),
        batteryVolts: hundredths,
        powerVolts: hundredths,
      },
      plain,
    ),
  },
  plain,
);

test('reads what it writes', () => {
  fc.assert(
    fc.property(fix, (written) => {
      const { messages, checksum, session } = decode(encodeMeitrackFix(written, 'A'));
      assert.deepEqual(messages, [{ kind: 'fix', fix: written }]);
      assert.deepEqual([checksum, session.identifier], ['right', IMEI]);
    }),
  );
});

test('answers the question whether somebody is there', () => {
  const { answer, messages } = decode(encodeMeitrackHeartbeat(IMEI, 'b'));
  assert.match(wireText(answer ?? new Uint8Array(0)), /^@@z27,490154203237518,AAC,1\*[0-9A-F]{2}\r\n$/u);
  assert.equal(messages[0]?.kind, 'heartbeat');
});

test('cuts joined and split frames at every byte', () => {
  const frames = [encodeMeitrackHeartbeat(IMEI, 'a'), ...fc.sample(fix, 2).map((one) => encodeMeitrackFix(one, 'b'))];
  const stream = Uint8Array.from(frames.flatMap((frame) => [...frame]));
  for (let at = 0; at <= stream.length; at += 1) {
    const splitter = meitrack.splitter();
    const cut = [...splitter.push(stream.subarray(0, at)), ...splitter.push(stream.subarray(at))];
    assert.deepEqual(cut, frames, `split at ${at}`);
    assert.deepEqual([splitter.dropped(), splitter.waiting()], [0, 0]);
  }
});

test('never throws, on any bytes, cut or changed frames', () => {
  const [written] = fc.sample(fix, 1);
  assert.ok(written);
  const frame = encodeMeitrackFix(written, 'A');
  const attempt = (bytes: Uint8Array) => {
    decode(bytes);
    const splitter = meitrack.splitter();
    for (const cut of splitter.push(bytes)) decode(cut);
    assert.ok(splitter.waiting() <= 10_240);
  };
  for (let length = 0; length < frame.length; length += 1) attempt(frame.subarray(0, length));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), attempt));
  fc.assert(fc.property(fc.nat(frame.length - 1), fc.nat(255), (at, byte) => attempt(frame.with(at, byte))));
});
