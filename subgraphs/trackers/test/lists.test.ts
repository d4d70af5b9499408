import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, NOWHERE, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
type List = 'trackers' | 'people' | 'assets';
const TYPES = { trackers: 'Tracker', people: 'Person', assets: 'Asset' } as const;

/** A page of names, and what else the list says. */
async function list(viewer: Viewer, field: List, variables: Record<string, unknown> = {}): Promise<any> {
  const type = TYPES[field];
  const kinds = field === 'people' ? 'kindCounts { employees contractors visitors }' : '';
  const { data, errors } = await site.run(
    `query Q($first: Int, $after: String, $filter: ${type}Filter, $orderBy: ${type}Order) {
      ${field}(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        nodes { id name } edges { cursor } pageInfo { endCursor hasNextPage } totalCount
        connectionCounts { connected idle disconnected } ${kinds} } }`,
    { viewer, variables: { first: 50, ...variables } },
  );
  if (errors) return { refused: errors[0]?.extensions?.['code'] };
  const names = data[field].nodes.map(({ name }: { name: string }) => name);
  assert.equal(data[field].edges.length, names.length);
  return { ...data[field], names };
}

/** The names that fit; counted and listed alike. */
async function names(viewer: Viewer, field: List, filter: Record<string, unknown>): Promise<string[]> {
  const answer = await list(viewer, field, { filter });
  assert.equal(answer.totalCount, answer.names.length);
  return answer.names;
}

/** All pages of a list, two at a time. */
async function pages(viewer: Viewer, field: List, variables: Record<string, unknown>): Promise<string[]> {
  const all: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await list(viewer, field, { first: 2, after, ...variables });
    all.push(...page.nodes.map(({ id }: { id: string }) => id));
    if (!page.pageInfo.hasNextPage) return all;
    after = page.pageInfo.endCursor;
  }
}

/** Someone who carries a tracker whose identifier holds the first name. */
async function carrier(viewer: Viewer, name: string, input: Record<string, unknown> = {}) {
  const personId = await site.createPerson(viewer, { name, ...input });
  const trackerId = await site.addTracker(viewer, {
    name: `Badge of ${name.length}`,
    identifier: `id-${name.split(' ')[0]}-${uuidv7()}`,
    personId,
  });
  return { personId, trackerId };
}

test('orders by name without regard to case, those of one name by id, both ways', async () => {
  const viewer = site.tenant();
  const ids = new Map<string, string>();
  for (const name of ['bea', 'Ada', 'Cleo', 'ada', 'Ädam']) ids.set(name, await site.createPerson(viewer, { name }));
  const both = ['Ada', 'ada'].toSorted((a, b) => ((ids.get(a) ?? '') < (ids.get(b) ?? '') ? -1 : 1));
  assert.deepEqual((await list(viewer, 'people')).names, [...both, 'bea', 'Cleo', 'Ädam']);
  const down = await list(viewer, 'people', { orderBy: { field: 'NAME', direction: 'DESCENDING' } });
  assert.deepEqual(down.names, ['Ädam', 'Cleo', 'bea', ...both]);
});

test('shows every element on one page and no other, whatever the order', async () => {
  const viewer = site.tenant();
  const expected: string[] = [];
  for (const name of ['a', 'A', 'b', 'B', 'b', 'c', 'd']) {
    const { personId, trackerId } = await carrier(viewer, name);
    if (expected.length % 2) await site.hear(viewer.tenantId, trackerId);
    expected.push(personId);
  }
  for (const field of ['NAME', 'LAST_HEARD']) {
    for (const direction of ['ASCENDING', 'DESCENDING']) {
      const orderBy = { field, direction };
      const { nodes } = await list(viewer, 'people', { orderBy });
      const whole = nodes.map(({ id }: { id: string }) => id);
      assert.deepEqual(whole.toSorted(), expected.toSorted());
      assert.deepEqual(await pages(viewer, 'people', { orderBy }), whole, `${field} ${direction}`);
      assert.deepEqual((await pages(viewer, 'trackers', { orderBy })).length, 7);
    }
  }
});

test('goes on behind a place in the order, although names before and behind it change meanwhile', async () => {
  const viewer = site.tenant();
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await site.createPerson(viewer, { name }));
  const first = await list(viewer, 'people', { first: 2 });
  const rename = (personId: string | undefined, name: string) =>
    site.change(viewer, 'updatePerson', 'person { id }', { personId, name });
  await rename(ids[1], 'zz, told already');
  await rename(ids[4], 'dd');
  const rest = await list(viewer, 'people', { first: 5, after: first.pageInfo.endCursor });
  assert.deepEqual(rest.names, ['c', 'd', 'dd', 'zz, told already']);
});

test('refuses a cursor of another order, filter or list, and what is none', async () => {
  const viewer = site.tenant();
  for (const name of ['a', 'b']) await site.createPerson(viewer, { name });
  const { pageInfo } = await list(viewer, 'people', { first: 1 });
  const after = pageInfo.endCursor;
  assert.deepEqual((await list(viewer, 'people', { after, filter: {} })).names, ['b']);
  assert.deepEqual((await list(viewer, 'people', { after, filter: { search: null } })).names, ['b']);
  const forged = (keys: unknown) => Buffer.from(JSON.stringify(keys)).toString('base64url');
  const [digest, key, id] = JSON.parse(Buffer.from(after, 'base64url').toString());
  for (const [field, variables] of [
    ['people', { after, filter: { search: 'b' } }],
    ['people', { after, orderBy: { field: 'NAME', direction: 'DESCENDING' } }],
    ['people', { after, orderBy: { field: 'LAST_HEARD' } }],
    ['assets', { after }],
    ['people', { after: 'nonsense' }],
    ['people', { after: forged([digest, key]) }],
    ['people', { after: forged([digest, 'a\0', id]) }],
    ['people', { after: forged([digest, key, 'x']) }],
    ['people', { first: 0 }],
    ['people', { first: 501 }],
  ] as const) {
    assert.deepEqual(await list(viewer, field, variables), { refused: 'INVALID_INPUT' }, JSON.stringify(variables));
  }
  const heard = await list(viewer, 'people', { first: 1, orderBy: { field: 'LAST_HEARD' } });
  const [heardDigest, , heardId] = JSON.parse(Buffer.from(heard.pageInfo.endCursor, 'base64url').toString());
  for (const instant of ['999999999999999', '-999999999999999']) {
    const cursor = forged([heardDigest, instant, heardId]);
    const { names: rest } = await list(viewer, 'people', { after: cursor, orderBy: { field: 'LAST_HEARD' } });
    assert.equal(rest.length, instant.startsWith('-') ? 1 : 0, 'the database is asked for no year it does not know');
  }
});

test('finds people by every word in name, trade or an identifier of what they carry', async () => {
  const viewer = site.tenant();
  await carrier(viewer, 'Ada Byron', { trade: 'Rigger' });
  await carrier(viewer, 'Ben 100%_\\', { trade: 'Crane operator' });
  const found = (search: string) => names(viewer, 'people', { search });
  assert.deepEqual(await found('byron ADA'), ['Ada Byron']);
  assert.deepEqual(await found('rig id-ada'), ['Ada Byron']);
  assert.deepEqual(await found('ada crane'), []);
  assert.deepEqual(await found('%_'), ['Ben 100%_\\']);
  assert.deepEqual(await found('_\\'), ['Ben 100%_\\']);
  assert.deepEqual(await found('b'), ['Ada Byron', 'Ben 100%_\\']);
  for (const search of ['', ' ', 'x'.repeat(101), 'a\0', '1 2 3 4 5 6 7 8 9']) {
    assert.deepEqual(await list(viewer, 'people', { filter: { search } }), { refused: 'INVALID_INPUT' });
  }
});

test('finds trackers by name, identifier and who carries them now, assets by name, category and identifier', async () => {
  const viewer = site.tenant();
  const { trackerId } = await carrier(viewer, 'Ada Byron');
  const assetId = await site.createAsset(viewer, { name: 'Crane 4', category: 'Lifting gear' });
  await site.addTracker(viewer, { name: 'Beacon', identifier: 'B-44', assetId });
  assert.deepEqual(await names(viewer, 'trackers', { search: 'byron badge' }), ['Badge of 9']);
  assert.deepEqual(await names(viewer, 'trackers', { search: 'crane b-4' }), ['Beacon']);
  assert.deepEqual(await names(viewer, 'assets', { search: 'lift b-44 4' }), ['Crane 4']);
  assert.deepEqual(await names(viewer, 'assets', { search: 'beacon' }), [], 'a tracker’s name is not an asset’s');
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { assignment { id } } }`, { viewer });
  await site.change(viewer, 'endAssignment', 'assignment { id }', { assignmentId: data.tracker.assignment.id });
  assert.deepEqual(await names(viewer, 'trackers', { search: 'byron' }), [], 'it is carried no more');
  assert.deepEqual(await names(viewer, 'people', { search: 'id-ada' }), []);
  assert.deepEqual(await names(viewer, 'trackers', { carried: true }), ['Beacon']);
  assert.deepEqual(await names(viewer, 'trackers', { carried: false }), ['Badge of 9']);
});

test('tells by a search nothing of what the viewer may not see', async () => {
  const admin = site.tenant();
  const { tenantId } = admin;
  const [mine, theirs] = [await site.unit(tenantId), await site.unit(tenantId)];
  const hidden = await site.createPerson(admin, { name: 'Hidden', unitId: theirs });
  await site.addTracker(admin, { name: 'Seen', identifier: 'seen', unitId: mine, personId: hidden });
  const seen = await site.createPerson(admin, { name: 'Ada', unitId: mine });
  const far = await site.addTracker(admin, { name: 'Far', identifier: 'far', unitId: theirs, personId: seen });
  await site.hear(tenantId, far);
  await site.enter(tenantId, far, await site.geofence(tenantId, 'Yard'));
  const viewer = testViewer(tenantId, EVERYTHING, { units: [mine] });
  assert.deepEqual(await names(viewer, 'trackers', { search: 'seen' }), ['Seen']);
  assert.deepEqual(await names(viewer, 'trackers', { search: 'hidden' }), []);
  assert.deepEqual(await names(viewer, 'people', { search: 'far' }), []);
  assert.deepEqual(await names(viewer, 'people', { connection: ['CONNECTED', 'IDLE', 'DISCONNECTED'] }), []);
  assert.deepEqual(await names(viewer, 'people', { inAnyZone: true }), []);
  assert.deepEqual(await names(viewer, 'people', { inAnyZone: false }), ['Ada']);
  assert.deepEqual(await names(admin, 'people', { search: 'far', inAnyZone: true, connection: ['CONNECTED'] }), [
    'Ada',
  ]);
  const { data } = await site.run(
    `{ person(id: "${seen}") { connection lastHeardAt zones { id } lastPosition { id } trackers { id } } }`,
    { viewer },
  );
  assert.deepEqual(data.person, { connection: null, lastHeardAt: null, zones: [], lastPosition: null, trackers: [] });
});

test('counts trackers by connection as if the filter named none, and those that fit', async () => {
  const viewer = site.tenant();
  const start = Date.now();
  site.clock.set(start);
  const add = (name: string) => site.addTracker(viewer, { name });
  const [now, before] = [await add('now'), await add('before')];
  await add('never');
  await site.hear(viewer.tenantId, now, before);
  await site.postgres.admin`
    update trackers.tracker_status set heard_since = now() - interval '5 min', last_heard_at = now() - interval '5 min'
    where tracker_id = ${before}`;
  const counts = { connected: 1, idle: 1, disconnected: 1 };
  for (const [connection, expected] of [
    [null, ['before', 'never', 'now']],
    [['CONNECTED'], ['now']],
    [
      ['IDLE', 'DISCONNECTED'],
      ['before', 'never'],
    ],
    [[], []],
  ] as const) {
    const answer = await list(viewer, 'trackers', { filter: { connection } });
    assert.deepEqual([answer.names, answer.totalCount], [expected, expected.length]);
    assert.deepEqual(answer.connectionCounts, counts);
  }
  const searched = await list(viewer, 'trackers', { filter: { search: 'n', connection: ['IDLE'] } });
  assert.deepEqual([searched.connectionCounts, searched.totalCount], [{ connected: 1, idle: 0, disconnected: 1 }, 0]);
  const byHeard = { field: 'LAST_HEARD', direction: 'DESCENDING' };
  assert.deepEqual((await list(viewer, 'trackers', { orderBy: byHeard })).names, ['now', 'before', 'never']);
});

test('counts people and assets by connection and people by kind, as if the filter named none', async () => {
  const viewer = site.tenant();
  site.clock.set(Date.now());
  const ada = await carrier(viewer, 'Ada', { kind: 'CONTRACTOR' });
  await site.addTracker(viewer, { personId: ada.personId });
  await carrier(viewer, 'Ben');
  await site.createPerson(viewer, { name: 'Cleo', kind: 'VISITOR' });
  const assetId = await site.createAsset(viewer, { name: 'Crane' });
  const onCrane = await site.addTracker(viewer, { assetId });
  await site.hear(viewer.tenantId, ada.trackerId, onCrane);

  const heard = { connected: 1, idle: 0, disconnected: 1 };
  const kinds = { employees: 1, contractors: 1, visitors: 1 };
  for (const filter of [{}, { connection: ['IDLE'], kind: ['VISITOR', 'CONTRACTOR', 'EMPLOYEE'] }]) {
    assert.deepEqual((await list(viewer, 'people', { filter })).connectionCounts, heard, JSON.stringify(filter));
  }
  assert.deepEqual((await list(viewer, 'people', { filter: { kind: ['VISITOR'] } })).kindCounts, kinds);
  const narrowed = await list(viewer, 'people', { filter: { search: 'Ada', connection: ['CONNECTED'] } });
  assert.deepEqual(narrowed.connectionCounts, { connected: 1, idle: 0, disconnected: 0 });
  assert.deepEqual(narrowed.kindCounts, { employees: 0, contractors: 1, visitors: 0 });
  const visitors = await list(viewer, 'people', { filter: { kind: ['VISITOR'] } });
  assert.deepEqual(visitors.connectionCounts, { connected: 0, idle: 0, disconnected: 0 });

  const { data } = await site.run('{ people(first: 1) { connectionCounts { never } } }', { viewer });
  assert.equal(data.people.connectionCounts.never, 1, 'of those who carry something');

  const cranes = await list(viewer, 'assets');
  assert.deepEqual(cranes.connectionCounts, { connected: 1, idle: 0, disconnected: 0 });
  // Whoever may not see trackers is not told by them.
  const blind = testViewer(viewer.tenantId, ['people:read']);
  assert.deepEqual((await list(blind, 'people')).connectionCounts, { connected: 0, idle: 0, disconnected: 0 });
});

test('takes the best connected of the trackers somebody carries', async () => {
  const viewer = site.tenant();
  site.clock.set(Date.now());
  const { personId, trackerId } = await carrier(viewer, 'Ada');
  await site.addTracker(viewer, { personId });
  await site.createPerson(viewer, { name: 'without' });
  const connection = async () => {
    const { data } = await site.run(`{ person(id: "${personId}") { connection lastHeardAt } }`, { viewer });
    return [data.person.connection, data.person.lastHeardAt !== null];
  };
  assert.deepEqual(await connection(), ['DISCONNECTED', false]);
  assert.deepEqual(await names(viewer, 'people', { connection: ['DISCONNECTED'] }), ['Ada']);
  await site.hear(viewer.tenantId, trackerId);
  assert.deepEqual(await connection(), ['CONNECTED', true]);
  assert.deepEqual(await names(viewer, 'people', { connection: ['DISCONNECTED'] }), []);
  site.clock.set(Date.now() + 5 * MINUTE);
  assert.deepEqual(await connection(), ['IDLE', true]);
  assert.deepEqual(await names(viewer, 'people', { connection: ['IDLE'] }), ['Ada']);
  site.clock.set(Date.now());
});

test('limits a list to a unit and all below it, wherever it was moved to', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const company = await site.unit(tenantId);
  const other = await site.unit(tenantId);
  const crew = await site.unit(tenantId, [company]);
  await site.createPerson(viewer, { name: 'boss', unitId: company });
  await site.createPerson(viewer, { name: 'crew', unitId: crew });
  await site.createPerson(viewer, { name: 'nobody’s' });
  assert.deepEqual(await names(viewer, 'people', { unitId: company }), ['boss', 'crew']);
  assert.deepEqual(await names(viewer, 'people', { unitId: crew }), ['crew']);
  const moved = { unitId: crew, parentId: other, units: [{ unitId: crew, path: [other, crew] }] };
  await site.tell(tenantId, 'tenancy', 'unit-moved', moved);
  assert.deepEqual(await names(viewer, 'people', { unitId: company }), ['boss']);
  assert.deepEqual(await names(viewer, 'people', { unitId: other }), ['crew']);
  for (const unitId of [NOWHERE, 'x', 'a\0']) assert.deepEqual(await names(viewer, 'people', { unitId }), []);
});

test('limits a list to kinds, zones and whoever is in any', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const ada = await carrier(viewer, 'Ada', { kind: 'CONTRACTOR' });
  await carrier(viewer, 'Ben');
  await site.createPerson(viewer, { name: 'Cleo', kind: 'VISITOR' });
  const yard = await site.geofence(tenantId, 'Yard');
  const leave = await site.enter(tenantId, ada.trackerId, yard);
  assert.deepEqual(await names(viewer, 'people', { zoneId: yard }), ['Ada']);
  assert.deepEqual(await names(viewer, 'trackers', { zoneId: yard }), ['Badge of 3']);
  assert.deepEqual(await names(viewer, 'people', { inAnyZone: true }), ['Ada']);
  assert.deepEqual(await names(viewer, 'people', { inAnyZone: false }), ['Ben', 'Cleo']);
  assert.deepEqual(await names(viewer, 'people', { kind: ['VISITOR', 'CONTRACTOR'] }), ['Ada', 'Cleo']);
  assert.deepEqual(await names(viewer, 'people', { kind: ['VISITOR'], zoneId: yard }), []);
  for (const zoneId of [NOWHERE, 'x', 'a\0']) assert.deepEqual(await names(viewer, 'people', { zoneId }), []);
  const blind = testViewer(tenantId, ['people:read', 'trackers:read']);
  assert.deepEqual(await names(blind, 'people', { zoneId: yard }), []);
  assert.deepEqual(await names(blind, 'trackers', { zoneId: yard }), []);
  assert.deepEqual(await names(blind, 'people', { inAnyZone: false }), ['Ada', 'Ben', 'Cleo']);
  await leave();
  assert.deepEqual(await names(viewer, 'people', { zoneId: yard }), []);
});
