import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLogger } from '@trekker/kit';

import {
  connectDevice,
  location,
  LOCATION_ANSWER,
  login,
  LOGIN_ANSWER,
  ownDevice,
  portOf,
  startListening,
  storedOf,
} from './device.ts';

const BOTH = (LOGIN_ANSWER + LOCATION_ANSWER).length / 2;

/** A value of a measure, as `/metrics` would tell it. */
function measured(
  site: Awaited<ReturnType<typeof startListening>>,
  name: string,
  labels: Readonly<Record<string, string>>,
): number | undefined {
  const measure = site.positions.measures.find((one) => one.name === `trekker_positions_device_${name}`);
  const isMeant = (of: Readonly<Record<string, string>>) => Object.entries(labels).every(([key, is]) => of[key] === is);
  return measure?.read().find((one) => isMeant(one.labels))?.value;
}

test('closes connections beyond the limit of an address and of the port, and counts them', async () => {
  await using site = await startListening({
    TREKKER_POSITIONS_DEVICE_MAX_CONNECTIONS: '3',
    TREKKER_POSITIONS_DEVICE_MAX_CONNECTIONS_PER_ADDRESS: '2',
  });
  const port = portOf(site, 'gt06');
  await using first = await connectDevice(port);
  await using second = await connectDevice(port);
  await using third = await connectDevice(port);
  await third.closed;
  assert.equal(measured(site, 'ended_total', { protocol: 'gt06', reason: 'cap' }), 1);
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  second.send(login(identifier));
  assert.equal(await second.heard(10), LOGIN_ANSWER, 'those within the limit are served');
  first.socket.destroy();
  await first.closed;
  await sleep(50);
  await using fourth = await connectDevice(port);
  fourth.send(login(identifier));
  assert.equal(await fourth.heard(10), LOGIN_ANSWER, 'a place that was left is free');
  assert.equal(measured(site, 'connections', { protocol: 'gt06' }), 2);
});

test('closes who says nothing, who trickles bytes, and who falls silent', { timeout: 60_000 }, async () => {
  await using site = await startListening({
    TREKKER_POSITIONS_DEVICE_FIRST_MESSAGE_MS: '1000',
    TREKKER_POSITIONS_DEVICE_IDLE_MS: '3000',
  });
  const port = portOf(site, 'gt06');
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using silent = await connectDevice(port);
  await using trickling = await connectDevice(port);
  const trickle = setInterval(() => trickling.send(Uint8Array.of(0x78)), 50);
  await using named = await connectDevice(port);
  named.send(login(identifier));
  await named.heard(10);
  await Promise.all([silent.closed, trickling.closed]);
  clearInterval(trickle);
  assert.equal(measured(site, 'ended_total', { protocol: 'gt06', reason: 'nameless' }), 2);
  assert.equal(named.socket.closed, false);
  named.send(location(1));
  await named.heard(BOTH);
  await named.closed;
  assert.equal(measured(site, 'ended_total', { protocol: 'gt06', reason: 'idle' }), 1);
});

test('does not take a device for silent while its messages wait for the disk', { timeout: 20_000 }, async () => {
  await using site = await startListening({ TREKKER_POSITIONS_DEVICE_IDLE_MS: '300' });
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const release = await site.holdCommits();
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier), location(1));
  await site.commitWaits();
  await sleep(700);
  await release();
  assert.equal((await device.heard(BOTH)).length, 2 * BOTH);
});

test(
  'reads no further from a device while too much of it waits, and lets others go on',
  { timeout: 30_000 },
  async () => {
    await using site = await startListening();
    const tenant = await site.tenant();
    const flooding = await ownDevice(site, tenant);
    const other = await ownDevice(site, tenant);
    await using flood = await connectDevice(portOf(site, 'gt06'));
    flood.send(login(flooding.identifier));
    await flood.heard(10);
    await using calm = await connectDevice(portOf(site, 'gt06'));
    const frames = Buffer.concat(Array.from({ length: 1_000 }, (_, at) => location(at % 3_000, at)));
    const release = await site.holdCommits();
    let wrote = 0;
    while (flood.socket.write(frames) && wrote < 64 * 1024 * 1024) wrote += frames.length;
    await sleep(100);
    assert.ok(flood.socket.writableLength > 0, 'its own network holds the rest');
    calm.send(login(other.identifier));
    assert.equal(await calm.heard(10), LOGIN_ANSWER, 'who asks for no commit is not held up by one that waits');
    await release();
    calm.send(location(1));
    assert.equal((await calm.heard(BOTH)).slice(20), LOCATION_ANSWER);
    await flood.heard(10 * 1_000);
    assert.ok(flood.heardBytes() >= 10_000);
  },
);

test('drains: no new connection, what was received is answered, then all are closed', { timeout: 30_000 }, async () => {
  await using site = await startListening();
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const port = portOf(site, 'gt06');
  await using device = await connectDevice(port);
  await using idle = await connectDevice(port);
  device.send(login(identifier));
  await device.heard(10);
  const release = await site.holdCommits();
  device.send(location(1));
  await site.commitWaits();
  let drained = false;
  const draining = site.positions.drain?.().then(() => (drained = true));
  await idle.closed;
  await assert.rejects(connectDevice(port));
  await sleep(200);
  assert.equal(drained, false);
  await release();
  assert.equal(await device.heard(BOTH), LOGIN_ANSWER + LOCATION_ANSWER);
  await device.closed;
  await draining;
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
});

test('stops in time although the database does not answer, and acknowledges nothing', { timeout: 40_000 }, async () => {
  await using site = await startListening({}, createLogger('silent'));
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier));
  await device.heard(10);
  const release = await site.holdCommits();
  device.send(location(1));
  await site.commitWaits();
  const began = performance.now();
  await site.positions.stop();
  assert.ok(performance.now() - began < 20_000);
  await device.closed;
  assert.equal(device.heardBytes(), 10);
  await release();
});

test('starts without a port that another program has, says which, and listens on the others', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const lines: string[] = [];
  const log = createLogger('warn', { write: (line: string) => void lines.push(line) });
  await using site = await startListening({ TREKKER_POSITIONS_GT06_PORT: String(port) }, log);
  const told = site.positions.devicePorts();
  assert.deepEqual(
    told.filter(({ isOpen }) => !isOpen),
    [{ protocol: 'gt06', port, isOpen: false }],
  );
  assert.equal(told.length, 8);
  assert.ok(lines.some((line) => line.includes('gt06') && line.includes(String(port))));
  other.close();
});

test('listens to nobody where it only answers, or where that is switched off', async () => {
  await using answering = await startListening({ TREKKER_POSITIONS_ROLE: 'query' });
  assert.deepEqual(answering.positions.devicePorts(), []);
  await using off = await startListening({ TREKKER_POSITIONS_DEVICES: 'false' });
  assert.deepEqual(off.positions.devicePorts(), []);
});
