import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { encodeOwnTracksLwt } from '@trekker/protocols';

import { closeOf, connectApp, publishLocation } from './mqtt.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** What the log tells of a tenant's connections, once that is so much. */
async function toldOf(tenantId: string, count: number, on = site): Promise<any[]> {
  for (const end = Date.now() + 10_000; ; await sleep(20)) {
    const rows = await on.postgres.admin<{ type: string; payload: object }[]>`
      select type, payload from log.entries
      where topic = 'positions' and subject_id = ${tenantId} and type like 'tracker-%' order by "offset"`;
    if (rows.length >= count || Date.now() > end) return rows.map(({ type, payload }) => ({ type, ...payload }));
  }
}

async function connected(on = site, options: object = {}) {
  const tenant = await on.tenant();
  const trackerId = await tenant.tracker('jane/phone');
  const app = await connectApp(on, { token: tenant.token, ...options });
  await publishLocation(app, 'jane/phone', 1);
  return { ...tenant, trackerId, app };
}

test('tells that a phone is connected by MQTT once it is known, and that it said goodbye', async () => {
  const { tenantId, trackerId, app } = await connected();
  const [opened] = await toldOf(tenantId, 1);
  const { type, protocol, transport, address } = opened;
  assert.deepEqual(
    [type, opened.trackerId, protocol, transport, address],
    ['tracker-connected', trackerId, 'owntracks', 'mqtt', '127.0.0.0/24'],
  );
  await publishLocation(app, 'jane/phone', 2);
  await app.endAsync();
  const [, ended] = await toldOf(tenantId, 2);
  assert.deepEqual(
    [ended.type, ended.connectionId, ended.reason, ended.messages],
    ['tracker-disconnected', opened.connectionId, 'CLOSED_BY_DEVICE', 2],
  );
});

test('tells a connection that broke from one that was turned away', async () => {
  const broken = await connected();
  broken.app.stream.destroy();
  assert.equal((await toldOf(broken.tenantId, 2))[1]?.reason, 'CONNECTION_LOST');
  const turnedAway = await connected();
  await turnedAway.closeDoor();
  await sleep(2_100);
  const closed = closeOf(turnedAway.app);
  turnedAway.app.publish('owntracks/jane/phone', '{}', { qos: 1 });
  await closed;
  assert.equal((await toldOf(turnedAway.tenantId, 2))[1]?.reason, 'REFUSED');
});

test('tells of a phone that says nothing within its keep-alive time', async () => {
  const { tenantId } = await connected(site, {
    keepalive: 1,
    reschedulePings: false,
    timerVariant: { set: () => 0, clear() {} },
  });
  assert.equal((await toldOf(tenantId, 2))[1]?.reason, 'TIMED_OUT');
});

test('takes the will of a phone for the end of its connection, and no sign of life', async () => {
  const { tenantId, trackerId, app } = await connected();
  await toldOf(tenantId, 1);
  await app.publishAsync('owntracks/jane/phone', encodeOwnTracksLwt(Date.now()), { qos: 1 });
  await app.publishAsync('owntracks/nobody/phone', encodeOwnTracksLwt(Date.now()), { qos: 1 });
  const [, ended] = await toldOf(tenantId, 2);
  assert.deepEqual([ended.trackerId, ended.connectionId, ended.reason], [trackerId, null, 'LAST_WILL']);
  const heard = await site.postgres.admin`
    select 1 from log.entries where topic = 'positions' and subject_id = ${tenantId} and type = 'heard'`;
  assert.equal(heard.length, 0);
  await app.endAsync();
});

test('tells that connections ended where the listener stopped', async () => {
  await using stopping = await startPositions();
  const { tenantId } = await connected(stopping);
  await toldOf(tenantId, 1, stopping);
  await stopping.positions.stop();
  assert.equal((await toldOf(tenantId, 2, stopping))[1]?.reason, 'LISTENER_STOPPED');
});
