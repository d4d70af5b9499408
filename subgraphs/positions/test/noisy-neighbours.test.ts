import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

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

/** Of each of two, at least; a known device may leave 10,000 in quarantine before it has to wait. */
const BAD_MESSAGES = full ? 9_000 : 5_000;
const PIECE = 100;
const WAITING = 500;
const TIMES = 40;
const BYTES = LOCATION_ANSWER.length / 2;
const LATE_MS = 200;

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

/**
 * Sends a message over and over, some hundred of them always waiting, so many times at least and until told; resolves with
 * how many. It shares the processor with the service, so it does not send as fast as it can.
 */
async function flood(device: Device, { message, way, signal }: Flood): Promise<number> {
  let sent = 0;
  for (; sent < BAD_MESSAGES || !signal.aborted; sent += PIECE) {
    while (sent - sumOf(accountOf(site, way)) > WAITING) await sleep(2);
    device.send(...Array.from({ length: PIECE }, () => message));
    await nextTurn();
  }
  return sent;
}

interface Flood {
  readonly message: Uint8Array;
  readonly way: string;
  readonly signal: AbortSignal;
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
  await using stranger = await connectDevice(portOf(site, 'h02'));
  const unknown = encodeH02Position({ ...PLACE, identifier: newImei().slice(-10), recordedAt: Date.now() });
  await using noisy = await connectDevice(portOf(site, 'teltonika'));
  noisy.send(Buffer.alloc(1_000_000, `noise ${seed}`));
  await using half = await connectDevice(portOf(site, 'nmea'));
  half.send(encodeNmeaIdentity(newImei()).subarray(0, 10));
  const bad = () => sumOf(accountOf(site, 'gps103/tcp')) + sumOf(accountOf(site, 'h02/tcp'));
  const quietAgain = new AbortController();
  const { signal } = quietAgain;
  const flooding = [
    flood(ill, { message: impossible, way: 'gps103/tcp', signal }),
    flood(stranger, { message: unknown, way: 'h02/tcp', signal }),
  ];
  const loud = await waits(good, report, TIMES);
  const taken = bad();
  quietAgain.abort();
  const [sentIll = 0, sentStranger = 0] = await Promise.all(flooding);

  const [before, during] = [medianOf(quiet), medianOf(loud)];
  const most = Math.max(...loud);
  t.diagnostic(
    `TREKKER_TEST_SEED=${seed} medians ${before.toFixed(1)} ms, then ${during.toFixed(1)}, most ${most.toFixed(1)}, ${taken} bad ones taken`,
  );
  assert.ok(during <= 3 * before + LATE_MS, `${during} ms instead of ${before}`);
  while (bad() < sentIll + sentStranger) await sleep(50);
  await assertWell(site, lines);
  const { quarantined = 0, refused = 0 } = accountOf(site, 'gps103/tcp');
  assert.equal(quarantined + refused, sentIll);
  assert.equal(accountOf(site, 'h02/tcp').unattributed, sentStranger);
});
