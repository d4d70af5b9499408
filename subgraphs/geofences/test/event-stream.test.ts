import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { encodeCursor, uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';

import { eventScene, MINUTE, T } from './event-scene.ts';
import { request, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());
const scene = (kind?: string) => eventScene(site, kind);

const LIST = `query L($kinds: [GeofenceEventKind!], $geofenceIds: [ID!], $placeId: ID, $personIds: [ID!], $trackerIds: [ID!],
  $from: DateTime, $to: DateTime, $first: Int! = 50, $after: String) {
  geofenceEvents(kinds: $kinds, geofenceIds: $geofenceIds, placeId: $placeId, personIds: $personIds, trackerIds: $trackerIds,
    from: $from, to: $to, first: $first, after: $after) {
    nodes { id kind at geofence { id } person { id } asset { id } tracker { id } visit { id } knownAt }
    pageInfo { hasNextPage endCursor } } }`;

async function list(viewer: Viewer, variables: Record<string, unknown> = {}) {
  const { data, errors } = await site.run(LIST, { viewer, variables });
  if (errors) return errors[0]?.extensions?.['code'];
  return data.geofenceEvents;
}
const names = ({ nodes }: any) => nodes.map(({ kind, at }: any) => `${kind} ${(Date.parse(at) - T) / MINUTE}`);

test('lists what is believed to have happened, latest first, by kind, place, person, tracker and time', async () => {
  const { viewer, yard, visit, assign } = await scene();
  const place = async (input: Record<string, unknown>) =>
    (await site.change(viewer, 'createPlace', 'place { id }', input)).place.id;
  const siteId = await place({ name: 'Site', kind: 'SITE' });
  const placeId = await place({ name: 'Hall', kind: 'BUILDING', parentId: siteId });
  const [trackerId, alone, personId, gone] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await assign(trackerId, { personId }, 0);
  await visit(trackerId, uuidv7(), 1, 5);
  await visit(alone, uuidv7(), 3, null);
  await visit(alone, gone, 0, 2);
  await visit(alone, gone, 0, 2, { retracted: true });
  const hall = await site.fence(viewer, { name: 'Hall', boundary: square(30, 40), placeId });
  await visit(alone, uuidv7(), 7, null, { geofenceId: hall });
  await site.caughtUp();
  assert.deepEqual(names(await list(viewer)), ['ENTERED 7', 'LEFT 5', 'ENTERED 3', 'ENTERED 1']);
  const only = async (variables: Record<string, unknown>) => names(await list(viewer, variables));
  assert.deepEqual(await only({ kinds: ['LEFT'] }), ['LEFT 5']);
  assert.deepEqual(await only({ geofenceIds: [yard] }), ['LEFT 5', 'ENTERED 3', 'ENTERED 1']);
  for (const id of [siteId, placeId]) assert.deepEqual(await only({ placeId: id }), ['ENTERED 7']);
  assert.deepEqual(await only({ personIds: [personId] }), ['LEFT 5', 'ENTERED 1']);
  assert.deepEqual(await only({ trackerIds: [alone] }), ['ENTERED 7', 'ENTERED 3']);
  assert.deepEqual(await only({ trackerIds: [alone], personIds: [personId] }), await only({}));
  const at = (minute: number) => new Date(T + minute * MINUTE).toISOString();
  assert.deepEqual(await only({ from: at(3), to: at(7) }), ['LEFT 5', 'ENTERED 3']);
  for (const nothing of [{ placeId: 'x' }, { placeId: uuidv7() }, { personIds: ['x'] }, { trackerIds: [] }])
    assert.deepEqual(await only(nothing), [], JSON.stringify(nothing));
  const page = await list(viewer, { first: 3 });
  assert.deepEqual([names(page).length, page.pageInfo.hasNextPage], [3, true]);
  assert.deepEqual(await only({ first: 3, after: page.pageInfo.endCursor }), ['ENTERED 1']);
  assert.equal(await list(viewer, { first: 501 }), 'INVALID_INPUT');
  const [, left] = (await list(viewer)).nodes;
  assert.deepEqual([left.person.id, left.tracker.id, left.geofence.id, left.asset], [personId, trackerId, yard, null]);
});

const WATCH = `subscription W($kinds: [GeofenceEventKind!], $geofenceIds: [ID!], $placeId: ID, $personIds: [ID!],
  $trackerIds: [ID!], $after: String) {
  geofenceEvent(kinds: $kinds, geofenceIds: $geofenceIds, placeId: $placeId, personIds: $personIds, trackerIds: $trackerIds,
    after: $after) { cursor status event { id kind at person { id } tracker { id } } } }`;

function watch(viewer: Viewer, variables: Record<string, unknown> = {}) {
  const stream = site.geofences.subgraph.subscribe(request(WATCH, viewer, variables));
  const value = async () => ((await stream.next()) as { value: SubgraphResult }).value;
  return {
    stream,
    next: async (): Promise<any> => {
      const { data, errors } = await value();
      assert.equal(errors, undefined, JSON.stringify(errors));
      return JSON.parse(JSON.stringify(data?.['geofenceEvent']));
    },
    code: async () => (await value()).errors?.[0]?.extensions?.['code'],
  };
}

test('streams every event and correction behind a cursor in order, without gap or repeat, and goes on live', async () => {
  const { viewer, visit, assign } = await scene();
  const start = encodeCursor({ [`geofence-events/${viewer.tenantId}/0`]: -1 });
  const [trackerId, visitId] = [uuidv7(), uuidv7()];
  await assign(trackerId, { personId: uuidv7() }, 0);
  await visit(trackerId, visitId, 1, null);
  await visit(trackerId, visitId, 2, 9);
  await site.caughtUp();
  const first = watch(viewer, { after: start });
  const seen = [await first.next(), await first.next(), await first.next()];
  assert.deepEqual(
    seen.map(({ status, event }) => `${status} ${event.kind}`),
    ['NEW ENTERED', 'REVISED ENTERED', 'NEW LEFT'],
  );
  const pending = first.next();
  await visit(trackerId, uuidv7(), 20, null);
  assert.equal((await pending).event.at, new Date(T + 20 * MINUTE).toISOString());
  await first.stream.return?.();
  const resumed = watch(viewer, { after: seen[0].cursor });
  assert.deepEqual([await resumed.next(), await resumed.next()], seen.slice(1));
  await resumed.stream.return?.();
  assert.equal(await watch(viewer, { after: 'nonsense' }).code(), 'INVALID_INPUT');
  const foreign = encodeCursor({ [`geofence-events/${uuidv7()}/0`]: 0 });
  assert.equal(await watch(viewer, { after: foreign }).code(), 'CURSOR_EXPIRED');
  await site.postgres.admin`delete from log.entries where topic = 'geofence-events' and tenant_id = ${viewer.tenantId}
    and "offset" < 2`;
  assert.equal(await watch(viewer, { after: start }).code(), 'CURSOR_EXPIRED');
});

test('shows a viewer of one unit what happens to that unit’s people and uncarried trackers, filtered as wished', async () => {
  const { viewer, yard, visit, assign } = await scene();
  const unit = uuidv7();
  const [mine, others, ada, ben] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  for (const [id, unitId] of [
    [mine, unit],
    [others, null],
  ] as const)
    await site.tell(viewer.tenantId, 'tracker-added', { trackerId: id, name: id, unitId, identifiers: [] });
  for (const [id, unitId] of [
    [ada, unit],
    [ben, null],
  ] as const)
    await site.tell(viewer.tenantId, 'person-created', { personId: id, unitId });
  await visit(mine, uuidv7(), 1, 2);
  await visit(others, uuidv7(), 3, 4);
  await assign(mine, { personId: ben }, 10);
  await assign(others, { personId: ada }, 10);
  await visit(mine, uuidv7(), 11, 12);
  await visit(others, uuidv7(), 13, 14);
  await site.caughtUp();
  const limited = { ...site.tenant([unit]), tenantId: viewer.tenantId };
  assert.deepEqual(names(await list(limited)), ['LEFT 14', 'ENTERED 13', 'LEFT 2', 'ENTERED 1']);
  assert.deepEqual(
    (await list(limited)).nodes.map(({ person, tracker }: any) => [person?.id ?? null, tracker?.id ?? null]),
    [
      [ada, null],
      [ada, null],
      [null, mine],
      [null, mine],
    ],
  );
  const start = encodeCursor({ [`geofence-events/${viewer.tenantId}/0`]: -1 });
  const streamed = async (count: number, variables: Record<string, unknown> = {}) => {
    const { next, stream } = watch(limited, { after: start, ...variables });
    const seen = [];
    while (seen.length < count) {
      const { event } = await next();
      seen.push(`${event.kind} ${(Date.parse(event.at) - T) / MINUTE}`);
    }
    const more = next().catch(() => null);
    const silent = await Promise.race([more, new Promise((resolve) => setTimeout(resolve, 100, 'silent'))]);
    assert.equal(silent, 'silent');
    await stream.return?.();
    return seen;
  };
  assert.deepEqual(await streamed(4), ['ENTERED 1', 'LEFT 2', 'ENTERED 13', 'LEFT 14']);
  assert.deepEqual(await streamed(2, { personIds: [ada, ben] }), ['ENTERED 13', 'LEFT 14']);
  assert.deepEqual(await streamed(1, { kinds: ['LEFT'], trackerIds: [mine], geofenceIds: [yard] }), ['LEFT 2']);
  assert.deepEqual(await streamed(0, { placeId: uuidv7() }), []);
  const nobody = { ...site.tenant([]), tenantId: viewer.tenantId };
  const { value, done } = await watch(nobody, { after: start }).stream.next();
  assert.ok(done || value.errors, 'nothing comes to who may see nothing');
});
