import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { partitionOf, uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const WAY = { protocol: 'gt06', transport: 'tcp', address: '203.0.113.0/24' };

/** What listeners tell of a tracker, in one transaction each; resolves when it was derived from. */
async function tell(tenantId: string, trackerId: string, ...told: [type: string, payload: object][]): Promise<void> {
  for (const one of told) await tellAtOnce(tenantId, trackerId, one);
}

/** The same in one transaction, at one instant. */
async function tellAtOnce(
  tenantId: string,
  trackerId: string,
  ...told: [type: string, payload: object][]
): Promise<void> {
  const partition = partitionOf(tenantId, trackerId, 16);
  await site.others.withConsumer(async (tx) => {
    for (const [type, payload] of told)
      tx.publish({ topic: 'positions', partition, subject: tenantId, type, payload: { trackerId, ...payload } });
  });
  assert.ok(await site.trackers.caughtUp(5_000));
}

const opened = (connectionId: string): [string, object] => ['tracker-connected', { connectionId, ...WAY }];
const ended = (connectionId: string | null, reason: string, counted: object = {}): [string, object] => [
  'tracker-disconnected',
  { connectionId, reason, ...counted },
];

async function statusOf(viewer: Viewer, trackerId: string): Promise<any> {
  const { data, errors } = await site.run(
    `{ tracker(id: "${trackerId}") { connection status {
      state since reason lastHeardAt protocol transport addressPrefix openConnection { id } } } }`,
    { viewer },
  );
  assert.equal(errors, undefined);
  return { connection: data.tracker.connection, ...data.tracker.status };
}

const ALL_TIME = 'from: "2020-01-01T00:00:00Z", to: "2099-01-01T00:00:00Z"';

async function sessionsOf(viewer: Viewer, trackerId: string, more = '', span = ALL_TIME): Promise<any> {
  const { data, errors } = await site.run(
    `{ tracker(id: "${trackerId}") { connections(${span} ${more}) {
      nodes { id to endReason protocol transport addressPrefix messageCount byteCount } pageInfo { endCursor hasNextPage } } } }`,
    { viewer },
  );
  return errors ? { refused: errors[0]?.message } : data.tracker.connections;
}

test('says who is connected, by which way, and why somebody no longer is', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const trackerId = await site.addTracker(viewer);
  assert.deepEqual(await statusOf(viewer, trackerId), {
    connection: 'DISCONNECTED',
    state: 'NEVER',
    since: null,
    reason: null,
    lastHeardAt: null,
    protocol: null,
    transport: null,
    addressPrefix: null,
    openConnection: null,
  });
  const one = uuidv7();
  await tell(tenantId, trackerId, opened(one));
  const connected = await statusOf(viewer, trackerId);
  assert.deepEqual(
    { ...connected, since: null, lastHeardAt: null },
    {
      connection: 'CONNECTED',
      state: 'CONNECTED',
      since: null,
      reason: null,
      lastHeardAt: null,
      protocol: 'gt06',
      transport: 'tcp',
      addressPrefix: '203.0.113.0/24',
      openConnection: { id: one },
    },
  );
  assert.ok(connected.since && connected.lastHeardAt);
  await tell(tenantId, trackerId, ended(one, 'CONNECTION_LOST', { messages: 3, bytes: 400 }));
  const lost = await statusOf(viewer, trackerId);
  assert.deepEqual(
    [lost.connection, lost.state, lost.reason, lost.openConnection, lost.lastHeardAt],
    ['DISCONNECTED', 'DISCONNECTED', 'CONNECTION_LOST', null, connected.lastHeardAt],
  );
  await site.hear(tenantId, trackerId);
  assert.equal((await statusOf(viewer, trackerId)).state, 'CONNECTED');
});

test('keeps every connection with its end, and takes an older one for replaced', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const [first, second] = [uuidv7(), uuidv7()];
  await tell(
    viewer.tenantId,
    trackerId,
    opened(first),
    opened(second),
    ended(first, 'TIMED_OUT', { messages: 7, bytes: 70 }),
  );
  const { nodes } = await sessionsOf(viewer, trackerId);
  assert.deepEqual(
    nodes.map((one: any) => [one.id, one.to !== null, one.endReason, one.messageCount, one.byteCount]),
    [
      [second, false, null, 0, 0],
      [first, true, 'REPLACED', 7, 70],
    ],
  );
  assert.equal((await statusOf(viewer, trackerId)).openConnection.id, second);
  const page = await sessionsOf(viewer, trackerId, 'first: 1');
  assert.deepEqual([page.nodes[0].id, page.pageInfo.hasNextPage], [second, true]);
  const next = await sessionsOf(viewer, trackerId, `first: 1 after: "${page.pageInfo.endCursor}"`);
  assert.deepEqual([next.nodes[0].id, next.pageInfo.hasNextPage], [first, false]);
});

test('believes a last will, and a process that ended what another had left open', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const id = uuidv7();
  await tell(viewer.tenantId, trackerId, opened(id), ended(null, 'LAST_WILL'));
  assert.equal((await statusOf(viewer, trackerId)).reason, 'LAST_WILL');
  const other = uuidv7();
  await tell(viewer.tenantId, trackerId, opened(other), ended(other, 'PROCESS_DIED'));
  assert.equal((await statusOf(viewer, trackerId)).reason, 'PROCESS_DIED');
  const { nodes } = await sessionsOf(viewer, trackerId);
  assert.deepEqual(
    nodes.map((one: any) => one.endReason),
    ['PROCESS_DIED', 'LAST_WILL'],
  );
});

test('shows the end of a connection in the periods of the history', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const id = uuidv7();
  await tell(viewer.tenantId, trackerId, opened(id), ended(id, 'CLOSED_BY_DEVICE'));
  site.clock.set(Date.now() + 5_000);
  const { data } = await site.run(
    `{ tracker(id: "${trackerId}") { connectionHistory(from: "${new Date(site.clock.now() - 60_000).toISOString()}",
      to: "${new Date(site.clock.now() + 60_000).toISOString()}") { nodes { status to } } } }`,
    { viewer },
  );
  assert.deepEqual(data.tracker.connectionHistory.nodes.at(-1), { status: 'DISCONNECTED', to: null });
});

test('lists who has not been heard of since an instant, those never heard among them, and counts them', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const [silent, heard, gone] = [
    await site.addTracker(viewer, { name: 'A silent one' }),
    await site.addTracker(viewer, { name: 'One that is heard' }),
    await site.addTracker(viewer, { name: 'One that is gone' }),
  ];
  await site.hear(tenantId, heard);
  const id = uuidv7();
  await tell(tenantId, gone, opened(id), ended(id, 'CLOSED_BY_DEVICE'));
  site.clock.set(Date.now());
  const list = async (filter: string) => {
    const { data, errors } = await site.run(
      `{ trackers(filter: ${filter}) { totalCount nodes { id }
        connectionCounts { connected idle disconnected never } } }`,
      { viewer },
    );
    assert.equal(errors, undefined);
    return { ids: data.trackers.nodes.map((one: any) => one.id), ...data.trackers };
  };
  const past = new Date(Date.now() - 3_600_000).toISOString();
  const future = new Date(Date.now() + 3_600_000).toISOString();
  assert.deepEqual((await list(`{ notHeardSince: "${past}" }`)).ids, [silent]);
  const all = await list(`{ notHeardSince: "${future}" }`);
  assert.deepEqual(all.ids, [silent, gone, heard]);
  assert.deepEqual(all.connectionCounts, { connected: 1, idle: 0, disconnected: 2, never: 1 });
  assert.deepEqual((await list('{ connection: [DISCONNECTED] }')).ids, [silent, gone]);
});

test('follows connections that came and went within one instant', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const [one, two, three] = [uuidv7(), uuidv7(), uuidv7()];
  const [goneOne, goneTwo] = [ended(one, 'CONNECTION_LOST'), ended(two, 'CONNECTION_LOST')];
  await tellAtOnce(viewer.tenantId, trackerId, opened(one), goneOne, opened(two), goneTwo, opened(three));
  const { state, openConnection } = await statusOf(viewer, trackerId);
  assert.deepEqual([state, openConnection.id], ['CONNECTED', three]);
  const { nodes } = await sessionsOf(viewer, trackerId);
  assert.deepEqual(Object.fromEntries(nodes.map(({ id, endReason }: any) => [id, endReason])), {
    [one]: 'CONNECTION_LOST',
    [two]: 'CONNECTION_LOST',
    [three]: null,
  });
});

test('waits as long for a sign of life as the tenant says', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const trackerId = await site.addTracker(viewer);
  await site.hear(tenantId, trackerId);
  const heardAt = Date.parse((await statusOf(viewer, trackerId)).lastHeardAt);
  await site.tell(tenantId, 'tenancy', 'settings-changed', {
    changes: [
      { key: 'connectedWithinSeconds', value: '10' },
      { key: 'idleWithinSeconds', value: '20' },
    ],
  });
  const at = async (ms: number) => {
    site.clock.set(heardAt + ms);
    const { connection, state, reason, since } = await statusOf(viewer, trackerId);
    return [connection, state, reason, Date.parse(since) - heardAt];
  };
  assert.deepEqual(await at(9_999), ['CONNECTED', 'CONNECTED', null, 0]);
  assert.deepEqual(await at(10_000), ['IDLE', 'IDLE', null, 10_000]);
  assert.deepEqual(await at(20_000), ['DISCONNECTED', 'DISCONNECTED', 'SILENCE', 20_000]);
  await site.tell(tenantId, 'tenancy', 'settings-changed', { changes: [{ key: 'idleWithinSeconds', value: '' }] });
  assert.equal((await at(20_000))[0], 'IDLE');
});

test('tells nobody of connections of trackers beyond their reach', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  await tell(viewer.tenantId, trackerId, opened(uuidv7()));
  const stranger = testViewer(viewer.tenantId, EVERYTHING, { units: [uuidv7()] });
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { status { state } } }`, { viewer: stranger });
  assert.equal(data.tracker, null);
  assert.deepEqual(
    (await site.run(`{ tracker(id: "${trackerId}") { id } }`, { viewer: site.tenant() })).data.tracker,
    null,
  );
});

test('lists the connections that share an instant with a span, and forgets those that ended too long ago', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const trackerId = await site.addTracker(viewer);
  const [old, open, later] = [uuidv7(), uuidv7(), uuidv7()];
  for (const id of [old, open]) await tell(tenantId, trackerId, opened(id), ended(id, 'TIMED_OUT'));
  const on = (day: string) => `2026-03-${day}T00:00:00Z`;
  const { admin } = site.postgres;
  await admin`update trackers.connections set started_at = ${on('02')}, ended_at = ${on('04')} where connection_id = ${old}`;
  await admin`
    update trackers.connections set started_at = ${on('03')}, ended_at = null, end_reason = null where connection_id = ${open}`;
  const within = async (from: string, to: string) =>
    (await sessionsOf(viewer, trackerId, '', `from: "${on(from)}", to: "${on(to)}"`)).nodes.map(({ id }: any) => id);
  assert.deepEqual(await within('01', '02'), []);
  assert.deepEqual(await within('02', '03'), [old]);
  assert.deepEqual(await within('03', '04'), [open, old]);
  assert.deepEqual(await within('04', '05'), [open]);
  // What is told today lets go of what ended before the days that are kept.
  await admin`
    update trackers.connections set started_at = ${'2020-03-02T00:00:00Z'}, ended_at = ${'2020-03-04T00:00:00Z'}
    where connection_id = ${old}`;
  await tell(tenantId, trackerId, opened(later));
  assert.deepEqual(
    (await sessionsOf(viewer, trackerId)).nodes.map(({ id }: any) => id),
    [later, open],
  );
});
