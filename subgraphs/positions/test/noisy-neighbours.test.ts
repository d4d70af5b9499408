import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { encodeGps103Tracker, encodeH02Position, encodeNmeaIdentity } from '@trekker/protocols';

import { accountOf, assertWell, complaints, sumOf } from './accounts.ts';
import {
  connectDevice,
  LOCATION_ANSWER,
  location,
  login,
  newImei,
  ownDevice,
  portOf,
  startListening,
  type Device,
} from './device.ts';
import { deviceCalled } from './device-messages.ts';
import { full, seed } from './disturbances.ts';
import type { TestPositions } from './positions.ts';

let site: TestPositions;
const { lines, log } = complaints();
before(async () => void (site = await startListening({}, log)));
after(() => site[Symbol.asyncDispose]());

/** Of each of two. */
const BAD_MESSAGES = full ? 50_000 : 5_000;
const TIMES = 60;
const BYTES = LOCATION_ANSWER.length / 2;
const LATE_MS = 100;

const PLACE = { latitude: 52.5, longitude: 13.4, speedMetersPerSecond: 0, headingDegrees: 0, attributes: {} };

/** How long a device and a phone wait for their acknowledgements, one message after the other, in milliseconds. */
async function waits(device: Device, report: (second: number) => Promise<void>, first: number): Promise<number[]> {
  const times: number[] = [];
  for (let second = first; second < first + TIMES; second += 1) {
    const begin = performance.now();
    const heard = device.heardBytes();
    device.send(location(second));
    assert.ok((await device.heard(heard + BYTES)).endsWith(LOCATION_ANSWER));
    await report(second);
    times.push(performance.now() - begin);
  }
  return times;
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

test('acknowledges good devices as fast as ever while others send noise, halves and 10,000 bad messages', async (t) => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await tenant.tracker('phone');
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600 - 3_600;
  const report = async (second: number) => {
    const response = await fetch(`${tenant.door}/?id=phone&lat=1&lon=1&timestamp=${hour + second}`);
    assert.equal(response.status, 200);
  };
  await using good = await connectDevice(portOf(site, 'gt06'));
  good.send(login(identifier));
  await good.heard(10);
  const quiet = await waits(good, report, 0);

  // One known device that reports what cannot be, a stranger that never ends, noise, and what stops in the middle.
  const broken = newImei();
  await deviceCalled(site, broken);
  await using ill = await connectDevice(portOf(site, 'gps103'));
  const impossible = encodeGps103Tracker(
    { ...PLACE, identifier: broken, recordedAt: Date.UTC(2079, 0, 1) },
    { utcOffsetSeconds: 0 },
  );
  ill.send(...Array.from({ length: BAD_MESSAGES }, () => impossible));
  await using stranger = await connectDevice(portOf(site, 'h02'));
  const unknown = encodeH02Position({ ...PLACE, identifier: newImei().slice(-10), recordedAt: Date.now() });
  stranger.send(...Array.from({ length: BAD_MESSAGES }, () => unknown));
  await using noisy = await connectDevice(portOf(site, 'teltonika'));
  noisy.send(Buffer.alloc(1_000_000, `noise ${seed}`));
  await using half = await connectDevice(portOf(site, 'nmea'));
  half.send(encodeNmeaIdentity(newImei()).subarray(0, 10));
  const bad = () => sumOf(accountOf(site, 'gps103/tcp')) + sumOf(accountOf(site, 'h02/tcp'));
  const loud = await waits(good, report, TIMES);
  const taken = bad();

  const [before, during] = [medianOf(quiet), medianOf(loud)];
  const most = Math.max(...loud);
  t.diagnostic(
    `TREKKER_TEST_SEED=${seed} medians ${before.toFixed(1)} ms, then ${during.toFixed(1)}, most ${most.toFixed(1)}, ${taken} bad ones taken`,
  );
  assert.ok(during <= 5 * before + LATE_MS, `${during} ms instead of ${before}`);
  await assertWell(site, lines);
  while (bad() < 2 * BAD_MESSAGES) await new Promise((resolve) => void setTimeout(resolve, 50));
  assert.equal(bad(), 2 * BAD_MESSAGES);
  const { quarantined = 0, refused = 0 } = accountOf(site, 'gps103/tcp');
  assert.equal(quarantined + refused, BAD_MESSAGES);
  assert.equal(accountOf(site, 'h02/tcp').unattributed, BAD_MESSAGES);
});
