import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { hexOf } from '../bytes/hex.ts';
import { NEW_SESSION } from '../device-protocol.ts';
import { encodeGt06Heartbeat } from './encode-heartbeat.ts';
import { encodeGt06Alarm, encodeGt06Location } from './encode-location.ts';
import { encodeGt06Login } from './encode-login.ts';
import { closeFrame } from './frame.ts';
import { gt06 } from './gt06.ts';

const IMEI = '123456789012345';
const SESSION = { ...NEW_SESSION, identifier: IMEI };
const TOLD = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null } as const;
const UNITS = 1_800_000;

const serial = fc.integer({ min: 0, max: 0xffff });
const location = fc.record({
  recordedAt: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((seconds) => seconds * 1000),
  latitude: fc.integer({ min: -90 * UNITS, max: 90 * UNITS }).map((units) => units / UNITS),
  longitude: fc.integer({ min: -180 * UNITS, max: 180 * UNITS }).map((units) => units / UNITS),
  speedMetersPerSecond: fc.integer({ min: 0, max: 255 }).map((speed) => speed / 3.6),
  headingDegrees: fc.integer({ min: 0, max: 359 }),
  attributes: fc.record(
    { satellites: fc.integer({ min: 0, max: 15 }), ignition: fc.boolean(), valid: fc.constant(false) },
    { requiredKeys: ['satellites'] },
  ),
  serial,
});

/** A frame of any kind with any content, well closed. */
const anyFrame = fc
  .record({
    extended: fc.boolean(),
    type: fc.integer({ min: 0, max: 255 }),
    content: fc.uint8Array({ maxLength: 200 }),
    serial,
  })
  .map(closeFrame);

test('reads back a login, a place and an alarm unchanged', () => {
  fc.assert(
    fc.property(location, (sent) => {
      const { serial: number, attributes, ...fields } = sent;
      fc.pre(attributes.valid === undefined || fields.latitude !== 0 || fields.longitude !== 0);
      for (const frame of [
        encodeGt06Location(sent),
        encodeGt06Alarm(sent, { ignition: attributes.ignition === true }),
      ]) {
        const { messages, checksum } = gt06.decodeFrame(frame, SESSION, TOLD);
        const [message] = messages;
        assert.ok(message?.kind === 'fix' && checksum === 'right');
        const { identifier, batteryPercent: _charge, attributes: read, speedMetersPerSecond = 0, ...fix } = message.fix;
        const { speedMetersPerSecond: speed, ...rest } = fields;
        assert.deepEqual(fix, { ...rest, latitude: rest.latitude + 0, longitude: rest.longitude + 0 });
        assert.ok(Math.abs(speedMetersPerSecond - speed) < 1e-9);
        assert.deepEqual({ ...read, ...attributes }, read);
        assert.deepEqual([identifier, number === sent.serial], [IMEI, true]);
      }
    }),
    { numRuns: 500 },
  );
});

test('reads back what a terminal says of itself', () => {
  const digits = fc.stringMatching(/^\d{15}$/);
  fc.assert(
    fc.property(digits, serial, fc.integer({ min: -720, max: 840 }), (identifier, number, minutes) => {
      const utcOffsetSeconds = minutes * 60;
      const frame = encodeGt06Login({ identifier, serial: number, utcOffsetSeconds });
      const { session } = gt06.decodeFrame(frame, NEW_SESSION, TOLD);
      assert.deepEqual(session, { ...NEW_SESSION, identifier, utcOffsetSeconds: utcOffsetSeconds + 0 });
    }),
  );
});

test('never throws, whatever arrives', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), anyFrame), (bytes) => {
      const { messages } = gt06.decodeFrame(bytes, SESSION, TOLD);
      assert.equal(messages.length, 1);
    }),
    { numRuns: 3000 },
  );
});

test('never throws where a frame ends early or a byte is another', () => {
  const frames = [
    encodeGt06Login({ identifier: IMEI, serial: 1, utcOffsetSeconds: 3600 }),
    encodeGt06Heartbeat({ serial: 2 }),
    encodeGt06Location({ recordedAt: 0, latitude: 1, longitude: 2, serial: 3, attributes: {} }),
  ];
  for (const frame of frames) {
    for (let at = 0; at < frame.length; at += 1) {
      gt06.decodeFrame(frame.subarray(0, at), SESSION, TOLD);
      for (const byte of [0, 1, 0x0d, 0x78, 0x7f, 0x80, 0xff]) {
        gt06.decodeFrame(frame.with(at, byte), SESSION, TOLD);
      }
    }
  }
});

test('cuts the same frames however their bytes arrive, and drops what stands between them', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 50 })), (frames, sizes) => {
      const noise = Uint8Array.of(1, 2, 3);
      const stream = Uint8Array.from(frames.flatMap((frame) => [...noise, ...frame]));
      const splitter = gt06.splitter();
      const cut: string[] = [];
      let at = 0;
      for (const size of [...sizes, stream.length]) {
        cut.push(...splitter.push(stream.subarray(at, at + size)).map(hexOf));
        at += size;
      }
      assert.deepEqual(cut, frames.map(hexOf));
      assert.deepEqual([splitter.waiting(), splitter.dropped()], [0, 3 * frames.length]);
    }),
  );
});

test('keeps no more than one frame, whatever never ends', () => {
  const splitter = gt06.splitter();
  for (let push = 0; push < 40; push += 1) splitter.push(new Uint8Array(10_000).fill(0x79));
  assert.ok(splitter.waiting() <= 8192);
  splitter.push(new Uint8Array(200_000).fill(0));
  assert.ok(splitter.waiting() <= 8192);
});
