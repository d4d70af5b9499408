import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Circumstances, Session } from '../device-protocol.ts';
import { NEW_SESSION } from '../device-protocol.ts';
import type { AvlRecord } from './avl-record.ts';
import { encodeTeltonikaLogin } from './encode-login.ts';
import { encodeTeltonikaCommandAnswer, encodeTeltonikaDatagram, encodeTeltonikaPacket } from './encode-packet.ts';
import { messageOfRecord } from './message-of-record.ts';
import { avlRecordOfFix } from './avl-record-of-fix.ts';
import { CODEC_16, CODEC_8, CODEC_8_EXTENDED } from './record-layout.ts';
import { teltonika } from './teltonika.ts';

const IMEI = '490154203237518';
const circumstances: Circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null };
const session: Session = { ...NEW_SESSION, identifier: IMEI };

const bytesOf = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const element = fc.record({ id: fc.integer({ min: 0, max: 255 }), bytes: fc.constantFrom(1, 2, 4, 8).chain(bytesOf) });
const record: fc.Arbitrary<AvlRecord> = fc.record({
  recordedAt: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  priority: fc.integer({ min: 0, max: 2 }),
  longitude: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((units) => units / 1e7),
  latitude: fc.integer({ min: -900_000_000, max: 900_000_000 }).map((units) => units / 1e7),
  altitude: fc.integer({ min: -32_768, max: 32_767 }),
  angle: fc.integer({ min: 0, max: 359 }),
  satellites: fc.integer({ min: 0, max: 255 }),
  speed: fc.integer({ min: 0, max: 65_535 }),
  event: fc.integer({ min: 0, max: 255 }),
  elements: fc.array(element, { maxLength: 20 }),
});
const records = fc.array(record, { maxLength: 30 });
const codecs = [CODEC_8, CODEC_8_EXTENDED, CODEC_16];

for (const codec of codecs) {
  /** Elements come back in the order of their sizes. */
  const bySize = (one: AvlRecord) => ({
    ...one,
    elements: one.elements.toSorted((first, second) => first.bytes.length - second.bytes.length),
  });

  test(`reads what it writes by codec ${codec} over TCP`, () => {
    fc.assert(
      fc.property(records, (written) => {
        const read = teltonika.decodeFrame(encodeTeltonikaPacket(written, codec), session, circumstances);
        assert.deepEqual(
          read.messages,
          written.map((one) => messageOfRecord(bySize(one), IMEI)),
        );
        assert.equal(read.checksum, 'right');
        assert.deepEqual(read.answer, Uint8Array.of(0, 0, 0, written.length));
      }),
      { numRuns: 50 },
    );
  });

  test(`reads what it writes by codec ${codec} over UDP`, () => {
    fc.assert(
      fc.property(records, (written) => {
        const datagram = encodeTeltonikaDatagram(
          { identifier: IMEI, packet: 0xcafe, contents: 7, records: written },
          codec,
        );
        const read = teltonika.decodeFrame(datagram, NEW_SESSION, { ...circumstances, transport: 'udp' });
        assert.deepEqual(
          read.messages,
          written.map((one) => messageOfRecord(bySize(one), IMEI)),
        );
        assert.deepEqual(read.answer, Uint8Array.of(0, 5, 0xca, 0xfe, 1, 7, written.length));
      }),
      { numRuns: 50 },
    );
  });
}

test('gives back a fix in whole metres, degrees and km/h', () => {
  const fix = {
    identifier: IMEI,
    recordedAt: 1_700_000_000_999,
    latitude: -33.8567844,
    longitude: 151.2152967,
    altitudeMeters: -4,
    speedMetersPerSecond: 20,
    headingDegrees: 359,
    batteryPercent: 81,
    attributes: {
      priority: 1,
      event: 240,
      satellites: 11,
      ignition: true,
      motion: false,
      powerVolts: 14.233,
      batteryVolts: 3.97,
      odometerMeters: 4_294_967_295,
      accelerationX: -1024,
      hdop: 0.7,
    },
  };
  const frame = encodeTeltonikaPacket([avlRecordOfFix(fix)], CODEC_8_EXTENDED);
  assert.deepEqual(teltonika.decodeFrame(frame, session, circumstances).messages, [{ kind: 'fix', fix }]);
});

test('writes a fix without a place as the device does, and reads it as a sign of life', () => {
  const fix = { identifier: IMEI, recordedAt: 5, latitude: null, longitude: null, attributes: { ignition: true } };
  const [message] = teltonika.decodeFrame(
    encodeTeltonikaPacket([avlRecordOfFix(fix)]),
    session,
    circumstances,
  ).messages;
  assert.deepEqual(message, {
    kind: 'heartbeat',
    identifier: IMEI,
    recordedAt: 5,
    attributes: { priority: 0, event: 0, satellites: 0, ignition: true, valid: false },
  });
});

test('cuts joined and split frames of all kinds at every byte', () => {
  const record = { ...emptyRecord, recordedAt: 1_700_000_000_000 };
  const frames = [
    encodeTeltonikaLogin(IMEI),
    Uint8Array.of(0xff),
    encodeTeltonikaPacket([record, record]),
    encodeTeltonikaPacket([record], CODEC_8_EXTENDED),
    encodeTeltonikaCommandAnswer('ver: 03.27'),
    encodeTeltonikaDatagram({ identifier: IMEI, packet: 0xcafe, contents: 1, records: [record] }),
  ];
  const stream = Uint8Array.from(frames.flatMap((frame) => [...frame]));
  for (let at = 0; at <= stream.length; at += 1) {
    const splitter = teltonika.splitter();
    const cut = [...splitter.push(stream.subarray(0, at)), ...splitter.push(stream.subarray(at))];
    assert.deepEqual(cut, frames, `split at ${at}`);
    assert.deepEqual([splitter.waiting(), splitter.dropped()], [0, 0]);
  }
});

const emptyRecord: AvlRecord = {
  recordedAt: 0,
  priority: 0,
  longitude: 25.5,
  latitude: 54.5,
  altitude: 100,
  angle: 10,
  satellites: 6,
  speed: 36,
  event: 0,
  elements: [],
};
