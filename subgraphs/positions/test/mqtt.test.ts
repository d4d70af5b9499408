import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import mqtt from 'mqtt';
import {
  encodeOwnTracksLwt,
  encodeOwnTracksSteps,
  encodeOwnTracksTransition,
  encodeOwnTracksWaypoints,
} from '@trekker/protocols';

import { closeOf, connectApp, countOf, locationOf, publishLocation } from './mqtt.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** A tenant with a tracker whose app is connected. */
async function jane() {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('jane/phone');
  return { ...tenant, trackerId, app: await connectApp(site, { token: tenant.token }) };
}

/** Resolves when a condition holds; fails after two seconds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await sleep(20);
  }
  assert.fail('it never happened');
}

test('stores what is published with any quality of service once, and acknowledges it', async () => {
  const { app, tenantId } = await jane();
  await publishLocation(app, 'jane/phone', 0, 1);
  await publishLocation(app, 'jane/phone', 1, 2);
  assert.equal(await countOf(site, tenantId), 2);
  await publishLocation(app, 'jane/phone', 2, 0);
  await until(async () => (await countOf(site, tenantId)) === 3);
  for (const qos of [0, 1, 2] as const) await publishLocation(app, 'jane/phone', 1, qos);
  assert.equal(await countOf(site, tenantId), 3);
  await app.endAsync();
});

for (const qos of [1, 2] as const) {
  test(`gives no ${qos === 1 ? 'PUBACK' : 'PUBREC'} before the commit`, async () => {
    const { app, tenantId } = await jane();
    await publishLocation(app, 'jane/phone', 0, qos);
    const heard: string[] = [];
    app.on('packetreceive', ({ cmd }) => heard.push(cmd));
    const release = await site.holdCommits();
    const acknowledged = publishLocation(app, 'jane/phone', 1, qos);
    await site.commitWaits();
    await sleep(200);
    assert.deepEqual(heard, []);
    await release();
    await acknowledged;
    assert.equal(heard[0], qos === 1 ? 'puback' : 'pubrec');
    assert.equal(await countOf(site, tenantId), 2);
    await app.endAsync();
  });
}

test('acknowledges what is published at once in its order, whatever is on disk first', async () => {
  const { app, tenantId, tracker } = await jane();
  const names = Array.from({ length: 12 }, (_, index) => `jane/${index}`);
  for (const name of names) await tracker(name);
  const sent: (number | undefined)[] = [];
  const heard: (number | undefined)[] = [];
  app.on('packetsend', (packet) => packet.cmd === 'publish' && sent.push(packet.messageId));
  app.on('packetreceive', (packet) => packet.cmd === 'puback' && heard.push(packet.messageId));
  await Promise.all(Array.from({ length: 600 }, (_, second) => publishLocation(app, names[second % 12] ?? '', second)));
  assert.equal(await countOf(site, tenantId), 600);
  assert.deepEqual(heard, sent);
  await app.endAsync();
});

test('keeps no session, whatever the app asks for', async () => {
  const { token, app } = await jane();
  const lasting = { token, clean: false, clientId: 'lasting' };
  const before = await connectApp(site, lasting);
  await before.subscribeAsync('owntracks/jane/phone/cmd', { qos: 1 });
  await before.endAsync();
  const heard: boolean[] = [];
  const again = mqtt.connect({
    host: '127.0.0.1',
    port: site.positions.mqttPort() ?? 0,
    username: 'jane',
    password: token,
    ...lasting,
  });
  again.on('connect', ({ sessionPresent }) => heard.push(sessionPresent));
  await until(async () => heard.length > 0);
  assert.deepEqual(heard, [false]);
  await Promise.all([again.endAsync(), app.endAsync()]);
});

test('takes a region event as evidence, and anything else without a place as a sign of life', async () => {
  const { app, viewer, trackerId, tenantId } = await jane();
  const at = Date.now() - 60_000;
  const report = {
    identifier: 'jane/phone',
    recordedAt: at,
    region: 'Gate',
    regionId: null,
    latitude: null,
    longitude: null,
  };
  const transition = encodeOwnTracksTransition({ ...report, event: 'leave' });
  await app.publishAsync('owntracks/jane/phone/event', transition, { qos: 1 });
  const region = { name: 'Gate', createdAt: 0, latitude: 1, longitude: 2, radiusMeters: 30 };
  const said = {
    waypoints: encodeOwnTracksWaypoints('jane/phone', [region]),
    step: encodeOwnTracksSteps({ identifier: 'jane/phone', from: at, to: at, steps: 9 }),
    status: '{"_type":"status"}',
  };
  for (const [topic, message] of Object.entries(said)) {
    await app.publishAsync(`owntracks/jane/phone/${topic}`, message, { qos: 1 });
  }
  assert.equal(await countOf(site, tenantId), 0);
  const kept = await site.postgres.admin`select kind from positions.region_events where tracker_id = ${trackerId}`;
  assert.deepEqual(
    [...kept].map(({ kind }) => kind),
    ['LEAVE'],
  );
  const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
  assert.equal(data.quarantinedFixes.totalCount, 0);
  await app.endAsync();
});

test('never takes a will for a position, whether a device publishes it or the broker would', async () => {
  const { app, tenantId, viewer, token } = await jane();
  await app.publishAsync('owntracks/jane/phone', encodeOwnTracksLwt(Date.now()), { qos: 1 });
  const will = { topic: 'owntracks/jane/phone', payload: Buffer.from(locationOf('jane/phone', 0)), qos: 1 } as const;
  const dying = await connectApp(site, { token, will });
  dying.stream.destroy();
  await sleep(300);
  assert.equal(await countOf(site, tenantId), 0);
  const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
  assert.equal(data.quarantinedFixes.totalCount, 0);
  await app.endAsync();
});

test('keeps identifiers of two tenants apart', async () => {
  const [a, b] = [await jane(), await jane()];
  await publishLocation(a.app, 'jane/phone', 0);
  assert.deepEqual([await countOf(site, a.tenantId), await countOf(site, b.tenantId)], [1, 0]);
  await Promise.all([a.app.endAsync(), b.app.endAsync()]);
});

test('passes nothing on to anybody: not within a tenant, not to another, not retained', async () => {
  const [a, b] = [await jane(), await jane()];
  const listeners = [await connectApp(site, { token: a.token, clientId: 'l' }), b.app];
  const heard: string[] = [];
  for (const listener of listeners) {
    listener.on('message', (topic) => heard.push(topic));
    for (const topic of ['#', '+/#', 'owntracks/+/+', 'owntracks/jane/phone', '$SYS/#', '$trekker/taken']) {
      const refused = await listener.subscribeAsync(topic, { qos: 1 }).then(
        (granted) => granted.every(({ qos }) => qos === 128),
        () => true,
      );
      assert.ok(refused, topic);
    }
    const [own] = await listener.subscribeAsync('owntracks/jane/phone/cmd', { qos: 1 });
    assert.equal(own?.qos, 1);
    for (const topic of ['owntracks/jane/tablet/cmd', 'owntracks/joe/phone/cmd', 'owntracks/+/phone/cmd']) {
      await assert.rejects(listener.subscribeAsync(topic, { qos: 1 }), topic);
    }
  }
  await publishLocation(a.app, 'jane/phone', 0);
  const topics = ['owntracks/jane/phone/cmd', 'owntracks/jane/phone', '$trekker/taken', '$SYS/x'];
  for (const topic of topics) await a.app.publishAsync(topic, locationOf('jane/phone', 1), { qos: 2, retain: true });
  const late = await connectApp(site, { token: b.token, clientId: 'late' });
  late.on('message', (topic) => heard.push(topic));
  await late.subscribeAsync('owntracks/jane/phone/cmd', { qos: 1 });
  await sleep(300);
  assert.deepEqual(heard, []);
  await Promise.all([a.app, late, ...listeners].map((client) => client.endAsync()));
});

test('lets the same client id of another tenant stay connected', async () => {
  const [a, b] = [await site.tenant(), await site.tenant()];
  await a.tracker('jane/phone');
  const first = await connectApp(site, { token: a.token, clientId: 'same' });
  const second = await connectApp(site, { token: b.token, clientId: 'same' });
  await publishLocation(first, 'jane/phone', 0);
  assert.equal(second.connected, true);
  const third = await connectApp(site, { token: a.token, clientId: 'same' });
  await until(async () => !first.connected);
  await Promise.all([second.endAsync(), third.endAsync()]);
});

test('keeps in quarantine what an unknown tracker publishes, and what is bad', async () => {
  const { app, viewer } = await jane();
  await publishLocation(app, 'joe/phone', 0);
  await app.publishAsync('owntracks/jane/phone', 'no\0json', { qos: 1 });
  await app.publishAsync('owntracks/jane/phone', '{"_type":"location","tst":5,"lat":1,"lon":1}', { qos: 1 });
  const { data } = await site.run('{ quarantinedFixes { nodes { identifier reason transport raw } } }', {
    viewer: viewer(),
  });
  assert.deepEqual(
    data.quarantinedFixes.nodes.map((node: Record<string, string>) => [node.identifier, node.reason, node.transport]),
    [
      ['jane/phone', 'IMPLAUSIBLE_TIME', 'mqtt'],
      ['jane/phone', 'OUT_OF_RANGE', 'mqtt'],
      ['joe/phone', 'UNKNOWN_TRACKER', 'mqtt'],
    ],
  );
  assert.equal(data.quarantinedFixes.nodes[1].raw, 'no\uFFFDjson');
  await app.endAsync();
});

test('acknowledges no more of an unknown tracker than it keeps, and ends the connection then', async () => {
  const { app, viewer } = await jane();
  let acknowledged = 0;
  const closed = new Promise((resolve) => void app.once('close', () => resolve(null)));
  for (let sent = 0; sent < 1_200 && app.connected; sent += 100) {
    const some = Array.from({ length: 100 }, async (_, index) => {
      await app.publishAsync('owntracks/joe/phone', locationOf('joe/phone', sent + index), { qos: 1 });
      acknowledged += 1;
    });
    await Promise.race([Promise.allSettled(some), closed]);
  }
  await until(async () => !app.connected);
  const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
  const { totalCount } = data.quarantinedFixes;
  assert.ok(totalCount >= 1_000 && totalCount < 1_200, `${totalCount} are kept`);
  assert.ok(acknowledged >= 900 && acknowledged <= totalCount, `${acknowledged} of ${totalCount} are acknowledged`);
});

test('refuses wrong and missing tokens with code 4, and after too many of them everybody at the address', async () => {
  await using own = await startPositions();
  const { token, tracker } = await own.tenant();
  await tracker('jane/phone');
  const codes: (number | undefined)[] = [];
  for (let tries = 0; tries < 31; tries += 1) {
    const wrong = tries === 0 ? { password: '' } : { token: 'wrong' };
    await assert.rejects(
      connectApp(own, { token, ...wrong, ...(tries === 0 ? {} : { password: 'wrong' }) }),
      (failure: Error) => {
        codes.push('code' in failure ? Number(failure.code) : undefined);
        return true;
      },
    );
  }
  assert.deepEqual(codes, [...Array.from({ length: 30 }, () => 4), 5]);
  await assert.rejects(connectApp(own, { token }), /Not authorized/);
  own.advance(60_000);
  await (await connectApp(own, { token })).endAsync();
});

test('takes nothing more once the door is closed', async () => {
  const { app, closeDoor, tenantId } = await jane();
  await publishLocation(app, 'jane/phone', 0);
  await closeDoor();
  site.advance(2_001);
  const closed = closeOf(app);
  publishLocation(app, 'jane/phone', 1).catch(() => {});
  await closed;
  assert.equal(await countOf(site, tenantId), 1);
  await assert.rejects(connectApp(site, { token: String(app.options.password) }));
});

test('ends a connection that announces too long a packet, before and after sign-in', async () => {
  const { app } = await jane();
  const socket = connect(site.positions.mqttPort() ?? 0, '127.0.0.1');
  socket.on('error', () => {});
  // CONNECT, 65 536 bytes to come.
  socket.write(Buffer.from([0x10, 0x80, 0x80, 0x04]));
  await once(socket, 'close');
  const closed = closeOf(app);
  app.publish('owntracks/jane/phone', Buffer.alloc(1_100_000), { qos: 1 });
  await closed;
});

test('lets in so many connections of an address', async () => {
  await using own = await startPositions({ TREKKER_POSITIONS_MQTT_MAX_CONNECTIONS_PER_ADDRESS: '2' });
  const { token } = await own.tenant();
  const [first, second] = [await connectApp(own, { token }), await connectApp(own, { token })];
  await assert.rejects(connectApp(own, { token }));
  await first?.endAsync();
  await sleep(50);
  const third = await connectApp(own, { token });
  await Promise.all([second?.endAsync(), third.endAsync()]);
});

test('cuts off a device that is silent for longer than its keep-alive time', { timeout: 10_000 }, async () => {
  const { token } = await site.tenant();
  const app = await connectApp(site, { token, keepalive: 1, reschedulePings: false });
  // The app no longer pings.
  app.stream.pause();
  Object.assign(app, { sendPing: () => {}, _sendPacket: () => {} });
  await closeOf(app);
});

test('speaks MQTT 3.1.1 and refuses version 5', async () => {
  const { token } = await site.tenant();
  await assert.rejects(connectApp(site, { token, protocolVersion: 5 }));
});
