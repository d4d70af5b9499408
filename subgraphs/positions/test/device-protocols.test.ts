import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  encodeGl200Fix,
  encodeGps103Login,
  encodeGps103Tracker,
  encodeH02Position,
  encodeMeitrackFix,
  encodeNmeaFix,
  encodeNmeaIdentity,
  encodeTk103Handshake,
  encodeTk103Position,
  type PlacedFix,
} from '@trekker/protocols';

import { connectDevice, newImei, portOf, startListening, storedOf } from './device.ts';
import type { TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

/** A device that speaks with text; the two whose answers are exact in GT06 and Teltonika have tests of their own. */
interface Speaker {
  readonly protocol: string;
  /** Digits of its identifier. */
  readonly digits: number;
  readonly frames: (fix: PlacedFix) => Uint8Array[];
  /** What it is answered; empty: nothing. */
  readonly answer: RegExp;
}

const SPEAKERS: readonly Speaker[] = [
  {
    protocol: 'gps103',
    digits: 15,
    frames: (fix) => [encodeGps103Login(fix.identifier), encodeGps103Tracker(fix, { utcOffsetSeconds: 0 })],
    answer: /^LOAD/,
  },
  {
    protocol: 'tk103',
    digits: 12,
    frames: (fix) => [encodeTk103Handshake(fix.identifier), encodeTk103Position(fix)],
    answer: /^\(\d{12}AP01HSO\)/,
  },
  { protocol: 'h02', digits: 10, frames: (fix) => [encodeH02Position(fix)], answer: /^\*HQ,\d{10},V4,V1,\d{14}#$/ },
  { protocol: 'meitrack', digits: 15, frames: (fix) => [encodeMeitrackFix(fix, 'A')], answer: /^$/ },
  {
    protocol: 'gl200',
    digits: 15,
    frames: (fix) => [encodeGl200Fix(fix, { sentAt: Date.now(), count: 7 })],
    answer: /^$|^\+SACK:0007\$$/,
  },
  {
    protocol: 'nmea',
    digits: 15,
    frames: (fix) => [encodeNmeaIdentity(fix.identifier), encodeNmeaFix(fix)],
    answer: /^$/,
  },
];

for (const { protocol, digits, frames, answer } of SPEAKERS) {
  test(`takes in what a device says that speaks ${protocol}, once however often it does`, async () => {
    const tenant = await site.tenant();
    const identifier = newImei().slice(-digits);
    await site.positions.devices.claim(tenant.tenantId, identifier);
    const trackerId = await tenant.tracker(identifier);
    const recordedAt = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
    const fix = { identifier, recordedAt, latitude: 52.5, longitude: 13.4, speedMetersPerSecond: 0, attributes: {} };
    for (const _ of ['first', 'again']) {
      await using device = await connectDevice(portOf(site, protocol));
      device.send(...frames({ ...fix, headingDegrees: 0 }));
      device.socket.end();
      await device.closed;
      assert.match(Buffer.from(await device.heard(0), 'hex').toString('latin1'), answer);
    }
    const stored = await storedOf(site, tenant.tenantId);
    assert.deepEqual(
      stored.map((one) => [one.tracker_id, one.recorded_at]),
      [[trackerId, recordedAt]],
    );
  });
}
