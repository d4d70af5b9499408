import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { decodeGh3000 } from './decode-gh3000.ts';

const IMEI = '490154203237518';
const SECONDS = Date.UTC(2013, 4, 6, 7, 8, 9) / 1000 - Date.UTC(2007, 0, 1) / 1000;

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value);
  return bytes;
}

/** A record of high priority with everything, and one without a place. */
function packet(): Uint8Array {
  const writer = new ByteWriter().u8(2);
  writer
    .u32(SECONDS + 2 ** 30)
    .u8(0x0f)
    .u8(0xff)
    .bytes(float(-54.5))
    .bytes(float(25.25));
  writer.u16(-7).u8(64).u8(36).u8(9).u16(300).u16(400).u8(21).u32(24_602);
  writer.u8(3).bytes([1, 77, 2, 1, 222, 1]).u8(1).u8(67).u16(4012).u8(1).u8(5).u32(70_000);
  writer.u32(SECONDS).u8(0x02).u8(1).bytes([240, 0]);
  return writer.u8(2).done();
}

test('reads the fields that the masks announce', () => {
  const { messages, announced } = decodeGh3000(packet(), IMEI);
  assert.equal(announced, 2);
  assert.deepEqual(messages, [
    {
      kind: 'fix',
      fix: {
        identifier: IMEI,
        recordedAt: Date.UTC(2013, 4, 6, 7, 8, 9),
        latitude: -54.5,
        longitude: 25.25,
        altitudeMeters: -7,
        headingDegrees: 90,
        speedMetersPerSecond: 10,
        batteryPercent: 77,
        attributes: {
          priority: 1,
          satellites: 9,
          rssi: 21,
          operator: 24_602,
          cells: '246,2,300,400',
          charge: true,
          alarm: 'sos',
          batteryVolts: 4.012,
          io5: 70_000,
        },
      },
    },
    {
      kind: 'heartbeat',
      identifier: IMEI,
      recordedAt: Date.UTC(2013, 4, 6, 7, 8, 9),
      attributes: { priority: 0, motion: false },
    },
  ]);
});

test('never throws on cut or changed records', () => {
  const whole = packet();
  for (let length = 0; length < whole.length; length += 1) {
    assert.equal(decodeGh3000(whole.subarray(0, length), IMEI).messages.at(-1)?.kind, 'malformed');
  }
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => void decodeGh3000(whole.with(at, byte), IMEI)),
  );
});
