import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { avlRecordOfFix, encodeNmeaFix, encodeNmeaIdentity, encodeTeltonikaDatagram } from '@trekker/protocols';

import { newImei, ownDevice, portOf, startListening, storedOf } from './device.ts';
import type { TestPositions } from './positions.ts';

let site: TestPositions;
let sender: Socket;
const heard: string[] = [];
before(async () => {
  site = await startListening({ TREKKER_POSITIONS_DEVICE_MAX_DATAGRAMS: '100' });
  sender = createSocket('udp4');
  sender.on('message', (bytes) => heard.push(bytes.toString('hex')));
  sender.bind(0, '127.0.0.1');
  await once(sender, 'listening');
});
after(async () => {
  sender.close();
  await site[Symbol.asyncDispose]();
});

function fixOf(identifier: string, second: number) {
  const recordedAt = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000 + second * 1_000;
  return { identifier, recordedAt, latitude: 52.5, longitude: 13.4, attributes: {} };
}

function datagram(identifier: string, packet: number): Uint8Array {
  const records = [avlRecordOfFix(fixOf(identifier, packet))];
  return encodeTeltonikaDatagram({ identifier, packet, contents: packet % 256, records });
}

/** The first answer, once there is one; empty where none comes in time. */
async function firstHeard(timeoutMs = 3_000): Promise<string> {
  for (const end = Date.now() + timeoutMs; !heard.length && Date.now() < end;) await sleep(5);
  return heard.shift() ?? '';
}

test('answers a datagram with its envelope and the number of its records, after the commit', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const release = await site.holdCommits();
  sender.send(datagram(identifier, 7), portOf(site, 'teltonika'), '127.0.0.1');
  await site.commitWaits();
  await sleep(100);
  assert.deepEqual(heard, []);
  await release();
  assert.equal(await firstHeard(), '00050007010701');
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
});

test('refuses a datagram of a device that nobody knows, and notes it', async () => {
  const identifier = newImei();
  sender.send(datagram(identifier, 8), portOf(site, 'teltonika'), '127.0.0.1');
  assert.equal(await firstHeard(), '00050008010800');
  const attempts = await site.positions.devices.attempts();
  assert.deepEqual(
    attempts.filter((one) => one.identifier === identifier).map((one) => [one.protocol, one.remoteAddress, one.count]),
    [['teltonika', '127.0.0.1', 1]],
  );
});

test('takes in what a datagram holds back for a frame that never comes', async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const sentences = [encodeNmeaIdentity(identifier), encodeNmeaFix(fixOf(identifier, 1))];
  sender.send(Buffer.concat(sentences), portOf(site, 'nmea'), '127.0.0.1');
  for (const end = Date.now() + 3_000; Date.now() < end; await sleep(20)) {
    if ((await storedOf(site, tenant.tenantId)).length) break;
  }
  assert.equal((await storedOf(site, tenant.tenantId)).length, 1);
});

test('drops and counts datagrams beyond the bound; a sender that floods leaves room for others', async () => {
  const tenant = await site.tenant();
  const flooding = await ownDevice(site, tenant);
  const other = await ownDevice(site, tenant);
  const release = await site.holdCommits();
  for (let packet = 0; packet < 50; packet += 1) {
    sender.send(datagram(flooding.identifier, packet), portOf(site, 'teltonika'), '127.0.0.1');
  }
  await site.commitWaits();
  await sleep(200);
  const calm = createSocket('udp4');
  calm.send(datagram(other.identifier, 1), portOf(site, 'teltonika'), '127.0.0.1');
  const answer = once(calm, 'message');
  await release();
  assert.equal(Buffer.from((await answer)[0] as Uint8Array).toString('hex'), '00050001010101');
  calm.close();
  await sleep(300);
  const measure = site.positions.measures.find(({ name }) => name.endsWith('dropped_datagrams_total'));
  const dropped = measure?.read().find(({ labels }) => labels['protocol'] === 'teltonika')?.value ?? 0;
  assert.equal(dropped + heard.splice(0).length, 50);
  assert.ok(dropped >= 40);
  assert.equal((await storedOf(site, tenant.tenantId)).length, 50 - dropped + 1);
});
