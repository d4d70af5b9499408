import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  createPhone,
  ownTracksAndroid,
  ownTracksIos,
  traccarClient10,
  traccarClient9,
  type PhoneFix,
} from './phone.ts';
import { fix, post, startPositions, type TestPositions } from './positions.ts';

/** As few as may wait, so that a test can fill the buffer. */
const MAX_WAITING = 100;
const FEW_WAIT = {
  TREKKER_POSITIONS_MAX_WAITING: String(MAX_WAITING),
  TREKKER_POSITIONS_MAX_BATCH_POSITIONS: String(MAX_WAITING),
};

let site: TestPositions;
before(async () => void (site = await startPositions(FEW_WAIT)));
after(() => site[Symbol.asyncDispose]());

const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;

const phoneFix = (identifier: string, second: number, changes: Partial<PhoneFix> = {}): PhoneFix => ({
  identifier,
  recordedAt: HOUR + second * 1_000,
  latitude: 52.5 + second / 1_000,
  longitude: 13.4,
  accuracyMeters: 8,
  speedMetersPerSecond: 5,
  headingDegrees: 90,
  batteryPercent: 64,
  attributes: {},
  ...changes,
});

const storedOf = async (tenantId: string) =>
  (
    await site.postgres.admin<{ second: number; speed: number; battery: number }[]>`
      select (extract(epoch from recorded_at) * 1000 - ${HOUR})::int / 1000 as second, speed_mms as speed,
        battery_percent as battery from positions.history where tenant_id = ${tenantId} order by recorded_at`
  ).map(({ second, speed, battery }) => [second, Math.round(speed / 10) / 100, battery]);

const seconds = (...all: number[]) => all.map((second) => [second, 5, 64]);

for (const app of [ownTracksAndroid, ownTracksIos, traccarClient10, traccarClient9]) {
  const delivered = { ...app.delivered, retryAfter: null };

  test(`${app.name} empties its queue: every fix is answered as it expects and stored once`, async () => {
    const { door, tracker, tenantId } = await site.tenant();
    await tracker('jane/phone');
    const phone = createPhone(app, door);
    phone.queue.push(...[0, 1, 2, 2, 1].map((second) => phoneFix('jane/phone', second)));
    await phone.sync();
    assert.deepEqual(
      phone.heard,
      Array.from({ length: 5 }, () => delivered),
    );
    assert.equal(phone.queue.length, 0);
    assert.deepEqual(await storedOf(tenantId), seconds(0, 1, 2));
  });

  test(`${app.name} is not held up by a fix that cannot be`, async () => {
    const { door, tracker, tenantId, viewer } = await site.tenant();
    await tracker('jane/phone');
    const phone = createPhone(app, door);
    const [bad, old] = [{ latitude: 91 }, { recordedAt: 5_000 }];
    phone.queue.push(phoneFix('jane/phone', 0, bad), phoneFix('jane/phone', 1, old), phoneFix('jane/phone', 2));
    await phone.sync();
    assert.deepEqual(phone.heard, [delivered, delivered, delivered]);
    assert.equal(phone.queue.length, 0);
    assert.deepEqual(await storedOf(tenantId), seconds(2));
    const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
    assert.equal(data.quarantinedFixes.totalCount, 2);
  });

  test(`${app.name} keeps its queue while intake is full, and loses nothing of it`, async () => {
    const { door, tracker, tenantId } = await site.tenant();
    await tracker('jane/phone');
    await tracker('bus');
    const phone = createPhone(app, door);
    phone.queue.push(...[0, 1, 2].map((second) => phoneFix('jane/phone', second)));
    const release = await site.holdCommits();
    const filling = post(
      door,
      Array.from({ length: MAX_WAITING }, (_, second) => fix('bus', second)),
    );
    await site.commitWaits();
    await phone.sync();
    await phone.sync();
    const refused = { status: 503, contentType: null, contentLength: '0', body: '', retryAfter: '1' };
    assert.deepEqual(phone.heard.splice(0), [refused, refused]);
    assert.equal(phone.queue.length, 3);
    await release();
    assert.equal((await filling).status, 200);
    await phone.sync();
    assert.deepEqual(phone.heard, [delivered, delivered, delivered]);
    const stored = await storedOf(tenantId);
    assert.deepEqual(
      stored.filter(([, speed]) => speed === 5),
      seconds(0, 1, 2),
    );
  });

  test(`${app.name} hears ${app.unknownStatus} while nobody knows it, and what it sent is at hand`, async () => {
    const { door, tracker, tenantId, viewer } = await site.tenant();
    const phone = createPhone(app, door);
    phone.queue.push(...[0, 1].map((second) => phoneFix('jane/phone', second)));
    await phone.sync();
    const kept = phone.queue.length;
    assert.equal(kept, app === ownTracksIos ? 0 : 2);
    assert.deepEqual(new Set(phone.heard.map(({ status }) => status)), new Set([app.unknownStatus]));
    await tracker('jane/phone');
    await phone.sync();
    assert.equal(phone.queue.length, 0);
    const quarantined = '{ quarantinedFixes { nodes { id } } }';
    for (const { id } of (await site.run(quarantined, { viewer: viewer() })).data.quarantinedFixes.nodes) {
      const replay = `mutation { replayQuarantinedFix(input: { fixId: "${id}" }) { position { id } userErrors { code } } }`;
      const { data } = await site.run(replay, { viewer: viewer() });
      assert.ok(data.replayQuarantinedFix.position);
    }
    assert.deepEqual(await storedOf(tenantId), seconds(0, 1));
  });
}

test('a heartbeat is answered like a fix, in the form and in JSON', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('jane/phone');
  const body = JSON.stringify({ device_id: 'jane/phone', location: { event: 'heartbeat', battery: { level: 0.5 } } });
  const requests = [
    { body: new URLSearchParams({ id: 'jane/phone', notificationToken: 'abc' }) },
    { body, headers: { 'content-type': 'application/json' } },
  ];
  for (const request of requests) {
    const response = await fetch(`${door}/`, { method: 'POST', ...request });
    assert.deepEqual([response.status, await response.text()], [200, '']);
  }
  assert.deepEqual(await storedOf(tenantId), []);
  const heard = await site.postgres.admin`
    select 1 from log.entries where topic = 'positions' and type = 'heard' and subject_id = ${tenantId}`;
  assert.equal(heard.length, 2);
});

test('a Traccar Client 9 whose message is damaged is told so only where it cannot be named', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('jane/phone');
  const send = (body: string) =>
    fetch(`${door}/`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  assert.equal((await send('{"location":')).status, 400);
  assert.equal((await send('{"location":{"coords":{"latitude":1,"longitude":2}}}')).status, 400);
  const half = await send('{"device_id":"jane/phone","location":{"coords":{"latitude":1}}}');
  assert.deepEqual([half.status, await half.text()], [200, '']);
  const { data } = await site.run('{ quarantinedFixes { nodes { message } } }', { viewer: viewer() });
  assert.deepEqual(data.quarantinedFixes.nodes, [{ message: 'coords.longitude must be a finite number, got ""' }]);
});
