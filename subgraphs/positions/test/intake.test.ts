import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { isolationProblems } from '@trekker/kit/testing';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const historyOf = (tenantId: string) =>
  site.postgres.admin<{ n: number }[]>`select count(*) as n from positions.history where tenant_id = ${tenantId}`.then(
    ([row]) => row?.n,
  );

test('answers 200 with the counts once every position is on disk', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('bus-1');
  const { status, answer } = await post(door, [fix('bus-1', 0), fix('bus-1', 1), fix('bus-1', 2)]);
  assert.deepEqual([status, answer], [200, { accepted: 3, duplicates: 0, rejected: [] }]);
  assert.equal(await historyOf(tenantId), 3);
});

test('stores a repeated fix once, in one request, in another and through another protocol', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('bus-2');
  const one = fix('bus-2', 10);
  assert.deepEqual((await post(door, [one, one])).answer, { accepted: 1, duplicates: 1, rejected: [] });
  assert.deepEqual((await post(door, [one])).answer, { accepted: 0, duplicates: 1, rejected: [] });
  const query = new URLSearchParams({
    id: 'bus-2',
    timestamp: one.time,
    lat: String(one.latitude),
    lon: String(one.longitude),
  });
  assert.equal((await fetch(`${door}/?${query}`)).status, 200);
  assert.equal(await historyOf(tenantId), 1);
});

test('keeps two different fixes of one instant', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('bus-3');
  await post(door, [fix('bus-3', 0), fix('bus-3', 0, { latitude: 52.6 })]);
  assert.equal(await historyOf(tenantId), 2);
});

test('takes OsmAnd by query and by form, speed in knots, and answers with an empty body', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('phone-1');
  const at = Math.floor(Date.now() / 1_000) - 60;
  const byQuery = await fetch(`${door}/?id=phone-1&timestamp=${at}&lat=52.5&lon=13.4&speed=10&bearing=370&batt=81.5`);
  const byForm = await fetch(`${door}/`, {
    method: 'POST',
    body: new URLSearchParams({ id: 'phone-1', timestamp: String(at + 1), lat: '52.6', lon: '13.4' }),
  });
  for (const response of [byQuery, byForm]) assert.deepEqual([response.status, await response.text()], [200, '']);
  assert.ok(await site.positions.caughtUp(5_000));
  const { data } = await site.run('{ latestPositions { nodes { latitude } } }', { viewer: viewer() });
  assert.deepEqual(data.latestPositions.nodes, [{ latitude: 52.6 }]);
  const rows = await site.postgres
    .admin`select speed_mms, battery_percent, attributes from positions.history where recorded_at = ${at * 1_000}`;
  assert.deepEqual({ ...rows[0] }, { speed_mms: 5144, battery_percent: 81.5, attributes: { 'reported.heading': 370 } });
});

test('quarantines latitude 91 and year 1970 of a known tracker: 200 for phones, listed for batches', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  await tracker('phone-2');
  const now = Math.floor(Date.now() / 1_000);
  assert.equal((await fetch(`${door}/?id=phone-2&timestamp=${now}&lat=91&lon=13`)).status, 200);
  assert.equal((await fetch(`${door}/?id=phone-2&timestamp=5&lat=52&lon=13`)).status, 200);
  assert.equal((await fetch(`${door}/?id=phone-2&timestamp=${now}&lat=north&lon=13`)).status, 200);
  const { status, answer } = await post(door, [
    fix('phone-2', 0),
    fix('phone-2', 1, { latitude: 91 }),
    fix('phone-2', 0, { time: '1970-01-02T00:00:00Z' }),
  ]);
  assert.equal(status, 200);
  assert.deepEqual(typeof answer === 'object' && answer.rejected, [
    { index: 1, code: 'OUT_OF_RANGE', message: 'latitude must be -90 to 90, got 91' },
    {
      index: 2,
      code: 'IMPLAUSIBLE_TIME',
      message: 'time must not lie before 2000-01-01T00:00:00.000Z, got 1970-01-02T00:00:00.000Z',
    },
  ]);
  const { data } = await site.run(
    '{ quarantinedFixes { totalCount nodes { reason transport identifier message tracker { id } } } }',
    { viewer: viewer() },
  );
  assert.equal(data.quarantinedFixes.totalCount, 5);
  assert.deepEqual(
    new Set(data.quarantinedFixes.nodes.map((node: { transport: string }) => node.transport)),
    new Set(['osmand', 'positions']),
  );
  assert.equal(await historyOf(tenantId), 1);
});

test('answers 4xx where nothing is known: unknown tracker, broken JSON, no door, no such path', async () => {
  const { door, tracker } = await site.tenant();
  await tracker('bus-4');
  assert.equal((await fetch(`${door}/?id=nobody&lat=1&lon=1`)).status, 400);
  assert.equal((await post(door, [fix('nobody', 0)])).status, 404);
  assert.equal((await fetch(`${door}/v1/positions`, { method: 'POST', body: '{"positions":[' })).status, 400);
  assert.equal((await fetch(`${door}/?lat=1&lon=1`)).status, 400);
  assert.equal((await fetch(`${site.base}/i/guess/?id=bus-4&lat=1&lon=1`)).status, 401);
  assert.equal((await fetch(`${site.base}/?id=bus-4&lat=1&lon=1`)).status, 401);
  assert.equal((await fetch(`${door}/nowhere`)).status, 404);
  assert.equal((await fetch(`${door}/v1/positions`)).status, 405);
});

test('lists an unknown tracker beside known ones and lets no more than some into quarantine', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('bus-5');
  const { status, answer } = await post(door, [
    fix('bus-5', 0),
    ...Array.from({ length: 1_050 }, (_, index) => fix(`ghost-${index}`, index)),
  ]);
  assert.equal(status, 200);
  assert.ok(typeof answer === 'object');
  assert.deepEqual([answer.accepted, answer.rejected.length, answer.rejected[0]?.code], [1, 1_050, 'UNKNOWN_TRACKER']);
  const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
  assert.equal(data.quarantinedFixes.totalCount, 1_000);
});

test('knows a tracker the moment after it was added', async () => {
  const { door, tracker } = await site.tenant();
  for (let index = 0; index < 10; index += 1) {
    await tracker(`new-${index}`);
    assert.equal((await post(door, [fix(`new-${index}`, 0)])).status, 200);
  }
});

test('replays a quarantined fix after its tracker was added', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await fetch(`${door}/?id=late-1&timestamp=${Math.floor(Date.now() / 1_000)}&lat=52.5&lon=13.4`);
  const list = async () =>
    (await site.run('{ quarantinedFixes { nodes { id reason } } }', { viewer: viewer() })).data.quarantinedFixes.nodes;
  const [kept] = await list();
  const replay = `mutation { replayQuarantinedFix(input: { fixId: "${kept.id}" }) { position { latitude } userErrors { code } } }`;
  const early = await site.run(replay, { viewer: viewer() });
  assert.deepEqual(early.data.replayQuarantinedFix, { position: null, userErrors: [{ code: 'UNKNOWN_TRACKER' }] });
  await tracker('late-1');
  assert.equal((await site.run(replay, { viewer: viewer() })).data.replayQuarantinedFix.position.latitude, 52.5);
  assert.deepEqual(await list(), []);
});

test('takes gzip and NDJSON, and refuses what grows too large when unzipped', async () => {
  const { door, tracker } = await site.tenant();
  await tracker('bus-6');
  const lines = [fix('bus-6', 0), fix('bus-6', 1)].map((one) => JSON.stringify(one)).join('\n');
  const headers = { 'content-encoding': 'gzip' };
  assert.deepEqual((await post(door, [], { headers, body: gzipSync(lines) })).answer, {
    accepted: 2,
    duplicates: 0,
    rejected: [],
  });
  assert.equal((await post(door, [], { headers, body: gzipSync(Buffer.alloc(9_000_000, 32)) })).status, 413);
  assert.equal((await post(door, [], { headers, body: 'not gzip' })).status, 400);
  assert.equal((await post(door, [], { headers: { 'content-encoding': 'br' } })).status, 415);
  assert.equal(
    (
      await post(
        door,
        Array.from({ length: 5_001 }, (_, index) => fix('bus-6', index)),
      )
    ).status,
    413,
  );
});

test('never takes one tenant’s identifier for another’s', async () => {
  const a = await site.tenant();
  const b = await site.tenant();
  const trackerOfA = await a.tracker('shared-name');
  const trackerOfB = await b.tracker('shared-name');
  await post(a.door, [fix('shared-name', 0)]);
  assert.deepEqual([await historyOf(a.tenantId), await historyOf(b.tenantId)], [1, 0]);
  await a.tracker('only-a');
  assert.equal((await post(b.door, [fix('only-a', 0)])).status, 404);
  assert.notEqual(trackerOfA, trackerOfB);
});

test('writes history and log together: offsets without gaps, one entry per tenant and commit, no entry for repeats', async () => {
  const a = await site.tenant();
  const names = Array.from({ length: 40 }, (_, index) => `w-${index}`);
  await Promise.all(names.map((name) => a.tracker(name)));
  const fixes = names.flatMap((name) => [fix(name, 0), fix(name, 1)]);
  await Promise.all([post(a.door, fixes), post(a.door, fixes), post(a.door, fixes.toReversed())]);
  assert.equal(await historyOf(a.tenantId), 80);
  const gaps = await site.postgres.admin`
    select partition from log.entries where topic = 'positions' group by partition
    having count(*) <> max("offset") + 1 or min("offset") <> 0`;
  assert.deepEqual(gaps.length, 0);
  const strays = await site.postgres.admin`
    select 1 from positions.history h where not exists (
      select from log.entries e where e.topic = 'positions' and e.partition = h.partition and e."offset" = h."offset"
        and e.subject_id = h.tenant_id and e.at = h.appended_at)`;
  assert.equal(strays.length, 0);
});

test('takes a fix of a day without a partition, and of days that have one', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const id = await tracker('old-1');
  const old = { tracker: 'old-1', time: '2008-05-17T10:00:00Z', latitude: 37.7, longitude: -122.4 };
  assert.equal((await post(door, [old, fix('old-1', 0)])).status, 200);
  const where = await site.postgres.admin<
    { t: string }[]
  >`select distinct tableoid::regclass::text as t from positions.history where tracker_id = ${id}`;
  assert.equal(where.length, 2);
  assert.ok(where.some(({ t }) => t.endsWith('history_default')));
  const query = `{ _entities(representations: [{ __typename: "Tracker", id: "${id}" }]) { ... on Tracker {
    positions(from: "2008-01-01T00:00:00Z", to: "2009-01-01T00:00:00Z") { nodes { latitude recordedAt } } } } }`;
  const { data } = await site.run(query, { viewer: viewer() });
  assert.deepEqual(data._entities[0].positions.nodes, [{ latitude: 37.7, recordedAt: '2008-05-17T10:00:00.000Z' }]);
});

test('finds no position under an id whose time lies beyond every calendar', async () => {
  const viewer = (await site.tenant()).viewer();
  const query = `{ position(id: "${'_'.repeat(40)}") { id } }`;
  assert.deepEqual(await site.run(query, { viewer }), { data: { position: null } });
});

test('finds a quarantined fix by its key for its own tenant alone', async () => {
  const tenant = await site.tenant();
  await tenant.tracker('phone');
  await post(tenant.door, [fix('phone', 0, { latitude: 91 })]);
  const { data } = await site.run('{ quarantinedFixes { nodes { id } } }', { viewer: tenant.viewer() });
  const [{ id }] = data.quarantinedFixes.nodes;
  const byKey = `{ _entities(representations: [{ __typename: "QuarantinedFix", id: "${id}" }]) { ... on QuarantinedFix { id reason } } }`;
  const found = { data: { _entities: [{ id, reason: 'OUT_OF_RANGE' }] } };
  assert.deepEqual(await site.run(byKey, { viewer: tenant.viewer() }), found);
  const stranger = (await site.tenant()).viewer();
  assert.deepEqual(await site.run(byKey, { viewer: stranger }), { data: { _entities: [null] } });
});

test('keeps every table and partition of positions apart by tenant', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'positions'), []);
});
