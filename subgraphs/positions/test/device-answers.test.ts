import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { avlRecordOfFix, encodeTeltonikaLogin, encodeTeltonikaPacket } from '@trekker/protocols';

import {
  connectDevice,
  heartbeat,
  location,
  LOCATION_ANSWER,
  login,
  LOGIN_ANSWER,
  ownDevice,
  portOf,
  startListening,
  storedOf,
} from './device.ts';
import type { TestPositions } from './positions.ts';

const FEW_WAIT = { TREKKER_POSITIONS_MAX_WAITING: '100', TREKKER_POSITIONS_MAX_BATCH_POSITIONS: '100' };

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

const ANSWERS = LOGIN_ANSWER + LOCATION_ANSWER;
const BOTH = ANSWERS.length / 2;

test('answers a GT06 in its own language, login and fix, byte for byte', async () => {
  const tenant = await site.tenant();
  const { identifier, trackerId } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier));
  assert.equal(await device.heard(10), LOGIN_ANSWER);
  device.send(location(1));
  assert.equal(await device.heard(BOTH), ANSWERS);
  const [stored, ...more] = await storedOf(site, tenant.tenantId);
  assert.deepEqual([stored?.tracker_id, more.length], [trackerId, 0]);
});

test('answers a Teltonika: 01 for its login, the number of records for a packet', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'teltonika'));
  device.send(encodeTeltonikaLogin(identifier));
  assert.equal(await device.heard(1), '01');
  const recordedAt = Date.now() - 60_000;
  const place = { identifier, recordedAt, latitude: 48.1523066, longitude: 16.3745183, attributes: {} };
  device.send(encodeTeltonikaPacket([avlRecordOfFix(place)]));
  assert.equal(await device.heard(5), '0100000001');
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
});

test('reads frames however they are split on their way: at every byte', { timeout: 60_000 }, async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const bytes = Buffer.concat([login(identifier), location(2)]);
  for (let at = 1; at < bytes.length; at += 1) {
    await using device = await connectDevice(portOf(site, 'gt06'));
    device.send(bytes.subarray(0, at));
    await sleep(5);
    device.send(bytes.subarray(at));
    assert.equal(await device.heard(BOTH), ANSWERS, `split at ${at}`);
  }
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1, 'the same fix each time');
});

test('reads frames that come one byte at a time', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  for (const byte of Buffer.concat([login(identifier), location(2)])) {
    device.send(Uint8Array.of(byte));
    await sleep(1);
  }
  assert.equal(await device.heard(BOTH), ANSWERS);
});

test('answers joined frames in their order, each once', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  const serials = Array.from({ length: 300 }, (_, serial) => serial);
  device.send(login(identifier), ...serials.map((serial) => location(serial, serial)));
  const heard = await device.heard(10 * 301);
  const answered = Array.from({ length: heard.length / 20 }, (_, at) => heard.slice(20 * at, 20 * at + 20));
  assert.deepEqual(
    answered.map((answer) => Number.parseInt(answer.slice(8, 12), 16)),
    [0x0d5b, ...serials],
  );
  const stored = await storedOf(site, tenant.tenantId);
  assert.equal(stored.length, 300);
  const offsets = stored.map(({ offset }) => offset);
  assert.deepEqual(
    offsets,
    offsets.toSorted((a, b) => a - b),
    'told in the order in which they were sent',
  );
});

test('answers nothing before the commit', { timeout: 30_000 }, async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier));
  await device.heard(10);
  const release = await site.holdCommits();
  device.send(location(1));
  await site.commitWaits();
  await sleep(300);
  assert.equal(device.heardBytes(), 10);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 0);
  await release();
  assert.equal(await device.heard(BOTH), ANSWERS);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
});

test('keeps what came whole of a connection that breaks in the middle of a frame', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier), location(1), location(2).subarray(0, 20));
  await device.heard(BOTH);
  device.socket.resetAndDestroy();
  await device.closed;
  await sleep(100);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
  await using again = await connectDevice(portOf(site, 'gt06'));
  again.send(login(identifier), location(1), location(2));
  await again.heard(30);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 2);
});

test('answers a device that closes its half right behind its last frame', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.socket.end(Buffer.concat([login(identifier), location(1)]));
  assert.equal(await device.heard(BOTH), ANSWERS);
  await device.closed;
});

test('takes a frame with a wrong checksum in, flagged', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  const wrong = location(1);
  wrong[wrong.length - 3] = (wrong.at(-3) ?? 0) ^ 1;
  device.send(login(identifier), wrong);
  assert.equal(await device.heard(BOTH), ANSWERS);
  const [stored] = await storedOf(site, tenant.tenantId);
  assert.equal(stored?.attributes?.['checksum'], false);
});

test('closes without an answer where nothing can be stored, so that the device sends again', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using full = await startListening(FEW_WAIT);
  const there = await full.tenant();
  await there.tracker(identifier);
  await full.positions.devices.claim(there.tenantId, identifier);
  const release = await full.holdCommits();
  await using device = await connectDevice(portOf(full, 'gt06'));
  device.send(login(identifier));
  await device.heard(10);
  const others = Array.from({ length: 20 }, () => connectDevice(portOf(full, 'gt06')));
  for (const [at, other] of (await Promise.all(others)).entries()) {
    const own = await ownDevice(full, there);
    other.send(login(own.identifier), ...Array.from({ length: 32 }, (_, second) => location(100 * at + second)));
  }
  await full.commitWaits();
  device.send(location(1));
  await device.closed;
  assert.equal(device.heardBytes(), 10);
  await release();
  for (const other of await Promise.all(others)) other.socket.destroy();
});

test('tells a sign of life, which is no position', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier), heartbeat(5));
  assert.match(await device.heard(20), /^787805010d5b947b0d0a787805(?:13|23)0005/);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 0);
});

test('stores a fix once that comes by OsmAnd and by GT06', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const recordedAt = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000 + 1_000;
  const phone = new URLSearchParams({ id: identifier, lat: '52.5', lon: '13.4', speed: '0', bearing: '0' });
  phone.set('timestamp', String(recordedAt / 1_000));
  assert.equal((await fetch(`${tenant.door}/?${phone}`)).status, 200);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier), location(1));
  assert.equal(await device.heard(BOTH), ANSWERS);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
});

test('notes the signs of life of a packet once', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier));
  await device.heard(10);
  const told = () =>
    site.postgres.admin`select 1 from log.entries where type = 'heard' and subject_id = ${tenant.tenantId}`;
  const before = (await told()).length;
  device.send(...Array.from({ length: 30 }, (_, serial) => heartbeat(serial)));
  await device.heard(310);
  const noted = (await told()).length - before;
  assert.ok(noted >= 1 && noted <= 3, `${noted} entries for 30 messages`);
});
