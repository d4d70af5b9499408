import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLogger } from '@trekker/kit';

import { closeOf, connectApp, countOf, publishLocation } from './mqtt.ts';
import { post, startPositions } from './positions.ts';

const FEW_WAIT = { TREKKER_POSITIONS_MAX_WAITING: '100', TREKKER_POSITIONS_MAX_BATCH_POSITIONS: '100' };

test('acknowledges what is under way before it is drained, and takes nothing new', { timeout: 20_000 }, async () => {
  await using site = await startPositions();
  const { token, tracker, tenantId } = await site.tenant();
  const port = site.positions.mqttPort() ?? 0;
  await tracker('jane/phone');
  const app = await connectApp(site, { token });
  const other = await connectApp(site, { token, clientId: 'other' });
  const release = await site.holdCommits();
  const acknowledged = publishLocation(app, 'jane/phone', 0);
  await site.commitWaits();
  let drained = false;
  const draining = site.positions.drain?.().then(() => (drained = true));
  await assert.rejects(connectApp(site, { token, port }));
  const cutOff = closeOf(other);
  publishLocation(other, 'jane/phone', 1).catch(() => {});
  await cutOff;
  await sleep(100);
  assert.equal(drained, false);
  await release();
  await acknowledged;
  await draining;
  await site.positions.stop();
  assert.equal(await countOf(site, tenantId), 1);
});

test('acknowledges what is under way although it is stopped without a drain', { timeout: 20_000 }, async () => {
  await using site = await startPositions();
  const { token, tracker, tenantId } = await site.tenant();
  await tracker('jane/phone');
  const app = await connectApp(site, { token });
  const release = await site.holdCommits();
  const acknowledged = Promise.all([0, 1, 2].map((second) => publishLocation(app, 'jane/phone', second, 2)));
  const recorded: string[] = [];
  app.on('packetreceive', ({ cmd }) => recorded.push(cmd));
  acknowledged.catch(() => {});
  await site.commitWaits();
  const closed = closeOf(app);
  const stopping = site.positions.stop();
  await sleep(200);
  await release();
  await Promise.all([stopping, closed]);
  assert.deepEqual(recorded.slice(0, 3), ['pubrec', 'pubrec', 'pubrec']);
  assert.equal(await countOf(site, tenantId), 3);
});

test('cuts off who publishes while intake is full, and takes it when it comes again', { timeout: 20_000 }, async () => {
  await using site = await startPositions(FEW_WAIT);
  const { token, tracker, tenantId } = await site.tenant();
  await tracker('jane/phone');
  const app = await connectApp(site, { token });
  await publishLocation(app, 'jane/phone', 0);
  const release = await site.holdCommits();
  const closed = closeOf(app);
  for (let second = 1; second <= 150; second += 1) publishLocation(app, 'jane/phone', second).catch(() => {});
  await site.commitWaits();
  await release();
  await closed;
  assert.ok((await countOf(site, tenantId)) < 151);
  const again = await connectApp(site, { token });
  for (let second = 1; second <= 150; second += 1) await publishLocation(again, 'jane/phone', second, 2);
  assert.equal(await countOf(site, tenantId), 151);
  await again.endAsync();
});

test('starts without MQTT where its port is taken, says so, and takes in everything else', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const lines: string[] = [];
  const log = createLogger('warn', { write: (line) => void lines.push(line) });
  const port = String((taken.address() as AddressInfo).port);
  await using site = await startPositions({ TREKKER_POSITIONS_MQTT_PORT: port }, log);
  const { door } = await site.tenant();
  assert.equal(site.positions.mqttPort(), null);
  assert.match(
    lines.join(''),
    new RegExp(`no MQTT: port ${port} of 127.0.0.1 cannot be had.*TREKKER_POSITIONS_MQTT_PORT`),
  );
  assert.equal((await post(door, [])).status, 200);
  taken.close();
});

test('does not listen where it is switched off', async () => {
  await using site = await startPositions({ TREKKER_POSITIONS_MQTT_PORT: 'off' });
  assert.equal(site.positions.mqttPort(), null);
});
