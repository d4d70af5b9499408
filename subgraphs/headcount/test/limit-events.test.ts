import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { encodeCursor, uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { NOON, READER, requestOf, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso } from './history.ts';
import { setLimit } from './limits.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const LIST = `query L($kinds: [LimitEventKind!], $zoneIds: [ID!], $placeIds: [ID!], $from: DateTime, $to: DateTime,
  $first: Int! = 50, $after: String) {
  limitEvents(kinds: $kinds, zoneIds: $zoneIds, placeIds: $placeIds, from: $from, to: $to, first: $first, after: $after) {
    nodes { id kind at count minimum maximum knownAt limit { id zone { id } place { id } } }
    pageInfo { hasNextPage endCursor } } }`;
const WATCH = `subscription W($kinds: [LimitEventKind!], $zoneIds: [ID!], $placeIds: [ID!], $after: String) {
  limitEvent(kinds: $kinds, zoneIds: $zoneIds, placeIds: $placeIds, after: $after) {
    cursor status event { id kind at count limit { id } } } }`;

/** A hall in a building with limits on the zone in it and on the building, and a yard with none of them. */
async function limited() {
  const tenant = site.tenant();
  const building = await tenant.place();
  const hall = await tenant.place([building]);
  const [press, yard] = [await tenant.zone(hall), await tenant.zone()];
  const people = await Promise.all([1, 2, 3].map(() => tenant.person()));
  await site.settled();
  site.clock.set(NOON - 60 * MINUTE);
  const set = async (input: object) => (await setLimit(site, tenant.tenantId, input)).limit.id;
  const limits = [
    await set({ zoneId: press, maximum: 1 }),
    await set({ placeId: building, maximum: 2 }),
    await set({ zoneId: yard, maximum: 1 }),
  ];
  site.clock.set(NOON);
  const come = (index: number, geofenceId: string, minute: number, to: number | null = null) =>
    tenant.visits({
      personId: people[index] ?? '',
      geofenceId,
      from: NOON + minute * MINUTE,
      ...(to === null ? {} : { to: NOON + to * MINUTE, endReason: 'LEFT' }),
    });
  return { tenant, building, hall, press, yard, people, limits, come, viewer: tenant.viewer() };
}

async function list(viewer: Viewer, variables: Record<string, unknown> = {}) {
  await site.settled();
  const { data, errors } = await site.run(LIST, { viewer, variables });
  return errors ? errors[0]?.extensions?.['code'] : data.limitEvents;
}

const names = ({ nodes }: any) =>
  nodes.map(({ kind, at, count }: any) => `${kind} ${(Date.parse(at) - NOON) / MINUTE} ${count}`);

test('lists what became of limits, the latest first, by kind, zone, place and time', async () => {
  const { building, hall, press, yard, limits, come, viewer } = await limited();
  await come(0, press, -30, -10);
  await come(1, press, -20);
  await come(2, yard, -15);
  const all = await list(viewer);
  const [cleared, inYard, exceeded, , reached] = [
    'LIMIT_REACHED -10 1',
    'LIMIT_REACHED -15 1',
    'LIMIT_EXCEEDED -20 2',
    'LIMIT_REACHED -20 2',
    'LIMIT_REACHED -30 1',
  ];
  assert.deepEqual(
    names(all).toSorted(),
    [cleared, 'LIMIT_CLEARED -10 1', inYard, exceeded, 'LIMIT_REACHED -20 2', reached].toSorted(),
  );
  const instants = all.nodes.map(({ at }: any) => at);
  assert.deepEqual(instants, instants.toSorted().toReversed());
  const only = async (variables: object) => names(await list(viewer, { ...variables }));
  assert.deepEqual(await only({ kinds: ['LIMIT_EXCEEDED'] }), [exceeded]);
  assert.deepEqual(await only({ zoneIds: [press] }), [cleared, exceeded, reached]);
  assert.deepEqual(await only({ placeIds: [hall] }), [cleared, exceeded, reached], 'limits of zones below');
  assert.equal((await only({ placeIds: [building] })).length, 5, 'of the place, and of zones below');
  assert.equal((await only({ placeIds: [building], zoneIds: [yard] })).length, 6);
  assert.deepEqual(await only({ from: iso(NOON - 20 * MINUTE), to: iso(NOON - 15 * MINUTE), zoneIds: [press] }), [
    exceeded,
  ]);
  for (const nothing of [{ zoneIds: [] }, { zoneIds: ['x'] }, { placeIds: [uuidv7()] }, { kinds: [] }])
    assert.deepEqual(await only(nothing), [], JSON.stringify(nothing));
  const page = await list(viewer, { first: 4 });
  assert.equal(page.pageInfo.hasNextPage, true);
  const rest = await list(viewer, { first: 4, after: page.pageInfo.endCursor });
  assert.deepEqual([...page.nodes, ...rest.nodes], all.nodes);
  assert.equal(await list(viewer, { first: 501 }), 'INVALID_INPUT');
  const [node] = (await list(viewer, { zoneIds: [yard] })).nodes;
  assert.deepEqual(
    [node.minimum, node.maximum, node.limit],
    [null, 1, { id: limits[2], zone: { id: yard }, place: null }],
  );
  assert.equal(await list(testViewer(viewer.tenantId, ['visits:read'])), 'FORBIDDEN');
  assert.deepEqual(names(await list(site.tenant().viewer())), []);
});

function watch(viewer: Viewer, variables: Record<string, unknown> = {}) {
  const stream = site.headcount.subgraph.subscribe(requestOf(WATCH, { viewer, variables }));
  const value = async () => ((await stream.next()) as { value: SubgraphResult | undefined }).value;
  return {
    stream,
    value,
    next: async (): Promise<any> => {
      const result = await value();
      assert.equal(result?.errors, undefined, JSON.stringify(result?.errors));
      return JSON.parse(JSON.stringify(result?.data?.['limitEvent']));
    },
    code: async () => (await value())?.errors?.[0]?.extensions?.['code'],
  };
}

const told = ({ status, event }: any) => `${status} ${event.kind} ${(Date.parse(event.at) - NOON) / MINUTE}`;

test('streams what is told of limits behind a cursor in order, without gap or repeat, and goes on live', async () => {
  const { tenant, press, people, come, viewer } = await limited();
  const start = encodeCursor({ [`headcount-events/${viewer.tenantId}/0`]: -1 });
  const [personVisitId = ''] = await come(0, press, -30);
  await tenant.visits({ personVisitId, personId: people[0] ?? '', geofenceId: press, from: NOON - 40 * MINUTE });
  await site.settled();
  const first = watch(viewer, { after: start, zoneIds: [press] });
  const seen = [await first.next(), await first.next()];
  assert.deepEqual(seen.map(told), ['NEW LIMIT_REACHED -30', 'REVISED LIMIT_REACHED -40']);
  const pending = first.next();
  await come(1, press, -5);
  assert.equal(told(await pending), 'NEW LIMIT_EXCEEDED -5');
  await first.stream.return?.();
  const resumed = watch(viewer, { after: seen[0].cursor });
  assert.deepEqual(await resumed.next(), seen[1]);
  await resumed.stream.return?.();
  assert.equal(await watch(viewer, { after: 'nonsense' }).code(), 'INVALID_INPUT');
  const foreign = encodeCursor({ [`headcount-events/${uuidv7()}/0`]: 0 });
  assert.equal(await watch(viewer, { after: foreign }).code(), 'CURSOR_EXPIRED');
  await site.postgres.admin`delete from log.entries where topic = 'headcount-events' and tenant_id = ${viewer.tenantId}
    and "offset" < 1`;
  assert.equal(await watch(viewer, { after: start }).code(), 'CURSOR_EXPIRED');
});

test('an event is found by its id, by nobody of another tenant and not before somebody says who asks', async () => {
  const { press, come, viewer } = await limited();
  await come(0, press, -30);
  const [{ id, kind, limit }] = (await list(viewer, { zoneIds: [press] })).nodes;
  const find = (who: Viewer | null, ids: readonly string[]) =>
    site.run(
      `query E($of: [_Any!]!) { _entities(representations: $of) { ... on LimitEvent { id kind limit { id } } } }`,
      {
        viewer: who,
        variables: { of: ids.map((each) => ({ __typename: 'LimitEvent', id: each })) },
      },
    );
  const known = { id, kind, limit: { id: limit.id } };
  assert.deepEqual((await find(viewer, [uuidv7(), id, 'no id'])).data._entities, [null, known, null]);
  assert.deepEqual((await find(site.tenant().viewer(), [id])).data._entities, [null]);
  assert.equal((await find(null, [id])).errors?.[0]?.extensions?.['code'], 'UNAUTHENTICATED');
});

test('streams only what is asked for, by kind, zone and place, and only to whoever may see headcounts', async () => {
  const { building, hall, press, yard, come, viewer } = await limited();
  const after = encodeCursor({ [`headcount-events/${viewer.tenantId}/0`]: -1 });
  await come(0, yard, -50);
  await come(1, press, -40);
  await come(2, press, -30);
  await site.settled();
  const firstOf = async (variables: object) => {
    const one = watch(viewer, { after, ...variables });
    const event = await one.next();
    await one.stream.return?.();
    return told(event);
  };
  assert.equal(await firstOf({}), 'NEW LIMIT_REACHED -50');
  assert.equal(await firstOf({ zoneIds: [press] }), 'NEW LIMIT_REACHED -40');
  assert.equal(await firstOf({ placeIds: [hall] }), 'NEW LIMIT_REACHED -40');
  assert.equal(await firstOf({ placeIds: [building], kinds: ['LIMIT_REACHED'], zoneIds: [] }), 'NEW LIMIT_REACHED -40');
  assert.equal(await firstOf({ kinds: ['LIMIT_EXCEEDED'] }), 'NEW LIMIT_EXCEEDED -30');
  assert.equal(await watch(testViewer(viewer.tenantId, ['visits:read'])).code(), 'FORBIDDEN');
  const until = site.clock.now() + 1_000;
  const ending = { ...viewer, grants: [{ permissions: READER, units: null, places: null, until }] };
  const stream = watch(ending);
  const pending = stream.value();
  await new Promise((resolve) => setTimeout(resolve, 100));
  site.clock.advance(1_000);
  await come(0, press, -3);
  await come(0, yard, -3, -2);
  await site.settled();
  await come(1, yard, -3);
  assert.equal(await pending, undefined, 'it ends with the permission');
  site.clock.set(NOON);
});
