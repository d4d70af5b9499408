import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLogger } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('silent'))));
after(() => site[Symbol.asyncDispose]());

const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600 - 3_600;
const transition = (changes: object = {}) => ({ _type: 'transition', event: 'enter', tst: HOUR, ...changes });

/** Posts one message as the phone `jane/<device>`, and gives back the status. */
const tell = (door: string, device: string, message: object) =>
  fetch(`${door}/owntracks`, {
    method: 'POST',
    headers: { 'x-limit-u': 'jane', 'x-limit-d': device },
    body: JSON.stringify(message),
  }).then(({ status }) => status);

const FIELDS = 'id kind region recordedAt receivedAt latitude longitude accuracyMeters';
const RANGE = 'from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"';

type Viewer = Parameters<TestPositions['run']>[1];

async function eventsOf(trackerId: string, as: Viewer, page = RANGE) {
  const { data, errors } = await site.run(
    `query Q($t: ID!) { _entities(representations: [{ __typename: "Tracker", id: $t }]) { ... on Tracker {
       regionEvents(${page}) { nodes { ${FIELDS} } edges { cursor } pageInfo { hasNextPage endCursor } } } } }`,
    { ...as, variables: { t: trackerId } },
  );
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data._entities[0].regionEvents;
}

test('keeps what a phone says of a region, with what it said and nothing else', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('jane/a');
  const placed = transition({ desc: 'Gate 1', rid: 'r1', lat: 52.5000001, lon: -13.4, acc: 30.5, wtst: 5, t: 'c' });
  assert.equal(await tell(door, 'a', placed), 200);
  assert.equal(await tell(door, 'a', transition({ event: 'leave', tst: HOUR + 60 })), 200);
  const { nodes } = await eventsOf(trackerId, { viewer: viewer() });
  const [entered, left] = nodes.map(({ id, receivedAt, ...said }: Record<string, unknown>) => {
    assert.match(String(id), /^[0-9a-f-]{36}$/);
    assert.ok(Math.abs(Date.parse(String(receivedAt)) - Date.now()) < 60_000);
    return said;
  });
  assert.deepEqual(entered, {
    kind: 'ENTER',
    region: 'Gate 1',
    recordedAt: new Date(HOUR * 1_000).toISOString(),
    latitude: 52.5000001,
    longitude: -13.4,
    accuracyMeters: 30.5,
  });
  assert.deepEqual(left, {
    kind: 'LEAVE',
    region: null,
    recordedAt: new Date((HOUR + 60) * 1_000).toISOString(),
    latitude: null,
    longitude: null,
    accuracyMeters: null,
  });
});

test('makes no position of it', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  await tracker('jane/a');
  assert.equal(await tell(door, 'a', transition({ lat: 52.5, lon: 13.4, acc: 10 })), 200);
  assert.ok(await site.positions.caughtUp(5_000));
  const { data } = await site.run('{ latestPositions { nodes { id } } quarantinedFixes { totalCount } }', {
    viewer: viewer(),
  });
  assert.deepEqual(data, { latestPositions: { nodes: [] }, quarantinedFixes: { totalCount: 0 } });
  const rows = await site.postgres.admin`select 1 from positions.history where tenant_id = ${tenantId}`;
  assert.equal(rows.length, 0);
});

test('keeps a repeated message once, and two different ones of one instant', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('jane/a');
  const said = [transition({ desc: 'A' }), transition({ desc: 'B' }), transition({ desc: 'A', event: 'leave' })];
  const once = async () => {
    for (const message of said) assert.equal(await tell(door, 'a', message), 200);
    return (await eventsOf(trackerId, { viewer: viewer() })).nodes;
  };
  const first = await once();
  assert.equal(first.length, 3);
  assert.deepEqual(await once(), first);
});

test('lets a phone that only crosses regions count as heard', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  const trackerId = await tracker('jane/a');
  assert.equal(await tell(door, 'a', transition()), 200);
  const [heard] = await site.postgres.admin<{ payload: { trackerId: string } }[]>`
    select payload from log.entries where topic = 'positions' and type = 'heard' and subject_id = ${tenantId}`;
  assert.equal(heard?.payload.trackerId, trackerId);
});

test('answers 503 and keeps nothing where the sign of life cannot be told, so that both come together', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('jane/a');
  const count = async () =>
    (await site.postgres.admin`select 1 from positions.region_events where tenant_id = ${tenantId}`).length;
  await site.postgres.admin`alter table log.entries add constraint no_heard check (type <> 'heard') not valid`;
  assert.equal(await tell(door, 'a', transition()), 503);
  assert.equal(await count(), 0);
  await site.postgres.admin`alter table log.entries drop constraint no_heard`;
  assert.equal(await tell(door, 'a', transition()), 200);
  assert.equal(await count(), 1);
});

test('gives region events in pages, oldest first, from `from` on and before `to`', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('jane/a');
  for (const at of [3, 0, 4, 1, 2])
    assert.equal(await tell(door, 'a', transition({ tst: HOUR + at, desc: `${at}` })), 200);
  const as = { viewer: viewer() };
  const at = (second: number) => new Date((HOUR + second) * 1_000).toISOString();
  const range = `from: "${at(1)}", to: "${at(4)}"`;
  const regions = (page: { nodes: { region: string }[] }) => page.nodes.map(({ region }) => region);
  const first = await eventsOf(trackerId, as, `${range}, first: 2`);
  assert.deepEqual([regions(first), first.pageInfo.hasNextPage], [['1', '2'], true]);
  const rest = await eventsOf(trackerId, as, `${range}, first: 2, after: "${first.pageInfo.endCursor}"`);
  assert.deepEqual([regions(rest), rest.pageInfo.hasNextPage], [['3'], false]);
  const behindFirst = await eventsOf(trackerId, as, `${range}, after: "${first.edges[0].cursor}"`);
  assert.deepEqual(regions(behindFirst), ['2', '3']);
});

for (const [what, page] of [
  ['an end before the start', 'from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z"'],
  ['a page of 501', `${RANGE}, first: 501`],
  ['a cursor of another list', `${RANGE}, after: "abc"`],
] as const) {
  test(`refuses ${what}`, async () => {
    const { tracker, viewer } = await site.tenant();
    const { errors } = await site.run(
      `query Q($t: ID!) { _entities(representations: [{ __typename: "Tracker", id: $t }]) { ... on Tracker {
         regionEvents(${page}) { nodes { id } } } } }`,
      { viewer: viewer(), variables: { t: await tracker('jane/a') } },
    );
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT');
  });
}

test('quarantines what cannot be, and answers 200 all the same', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('jane/a');
  for (const bad of [{ lat: 91, lon: 13 }, { tst: 5 }, { event: 'near' }, { lat: 1 }]) {
    assert.equal(await tell(door, 'a', transition(bad)), 200, JSON.stringify(bad));
  }
  const { data } = await site.run('{ quarantinedFixes { nodes { reason transport } } }', { viewer: viewer() });
  assert.deepEqual(data.quarantinedFixes.nodes.map(({ reason }: { reason: string }) => reason).toSorted(), [
    'IMPLAUSIBLE_TIME',
    'OUT_OF_RANGE',
    'OUT_OF_RANGE',
    'OUT_OF_RANGE',
  ]);
  assert.deepEqual((await eventsOf(trackerId, { viewer: viewer() })).nodes, []);
  assert.equal(await tell(door, 'a', transition({ acc: -1 })), 200);
  assert.equal((await eventsOf(trackerId, { viewer: viewer() })).nodes[0].accuracyMeters, null);
});

test('brings a transition out of quarantine once its tracker was added', async () => {
  const { door, tracker, viewer } = await site.tenant();
  assert.equal(await tell(door, 'late', transition({ desc: 'Gate' })), 404);
  const list = async () =>
    (await site.run('{ quarantinedFixes { nodes { id reason } } }', { viewer: viewer() })).data.quarantinedFixes.nodes;
  const [{ id, reason }] = await list();
  assert.equal(reason, 'UNKNOWN_TRACKER');
  const trackerId = await tracker('jane/late');
  const { data } = await site.run(
    `mutation { replayQuarantinedFix(input: { fixId: "${id}" }) { position { id } userErrors { code } } }`,
    { viewer: viewer() },
  );
  assert.deepEqual(data.replayQuarantinedFix, { position: null, userErrors: [] });
  assert.deepEqual(await list(), []);
  assert.equal((await eventsOf(trackerId, { viewer: viewer() })).nodes[0].region, 'Gate');
});

test('shows region events to who may see the tracker alone, by list as by key', async () => {
  const [mine, other] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const;
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('jane/a', other);
  assert.equal(await tell(door, 'a', transition({ desc: 'Gate' })), 200);
  const [{ id }] = (await eventsOf(trackerId, { viewer: viewer([other]) })).nodes;
  const byKey = async (as: Viewer) =>
    (
      await site.run(
        `{ _entities(representations: [{ __typename: "RegionEvent", id: "${id}" }]) { ... on RegionEvent { id region } } }`,
        as,
      )
    ).data._entities;
  assert.deepEqual(await byKey({ viewer: viewer([other]) }), [{ id, region: 'Gate' }]);
  const stranger = (await site.tenant()).viewer();
  for (const as of [viewer([mine]), stranger]) {
    assert.deepEqual((await eventsOf(trackerId, { viewer: as })).nodes, []);
    assert.deepEqual(await byKey({ viewer: as }), [null]);
  }
});

test('refuses region events to who may not read positions', async () => {
  const { tracker, tenantId } = await site.tenant();
  const { errors } = await site.run(
    `query Q($t: ID!) { _entities(representations: [{ __typename: "Tracker", id: $t }]) { ... on Tracker {
       regionEvents(${RANGE}) { nodes { id } } } } }`,
    { viewer: testViewer(tenantId, ['trackers:read']), variables: { t: await tracker('jane/a') } },
  );
  assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});
