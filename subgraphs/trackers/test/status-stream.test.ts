import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { partitionOf, uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, requestOf, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());
beforeEach(() => site.clock.set(Date.now()));

interface Event {
  cursor: string;
  snapshot: boolean;
  statuses: { state: string; reason: string | null; tracker: { id: string } }[];
  left: string[];
}

/** A reader of `trackerStatusChanged`. */
function watch(viewer: Viewer | null, variables: Record<string, unknown> = {}) {
  const abort = new AbortController();
  const stream = site.trackers.subgraph.subscribe(
    requestOf(
      `subscription S($filter: TrackerStatusFilter, $after: String, $every: Int! = 1000) {
        trackerStatusChanged(filter: $filter, after: $after, minIntervalMs: $every) {
          cursor snapshot left statuses { state reason tracker { id } } } }`,
      { viewer, variables, signal: abort.signal },
    ),
  );
  let waiting: Promise<IteratorResult<SubgraphResult>> | undefined;
  const result = async (timeoutMs: number) => {
    waiting ??= stream.next();
    const got = await Promise.race([waiting, new Promise<null>((resolve) => setTimeout(resolve, timeoutMs, null))]);
    if (got) waiting = undefined;
    return got;
  };
  return {
    async next(): Promise<Event> {
      const got = await result(6_000);
      assert.ok(got && !got.done, got ? 'the stream ended' : 'nothing came');
      assert.equal(got.value.errors, undefined);
      return JSON.parse(JSON.stringify(got.value.data))['trackerStatusChanged'];
    },
    quiet: async () => (await result(2_300)) === null,
    ended: async () => (await result(6_000))?.done,
    refusal: async () => (await result(6_000))?.value?.errors?.[0]?.extensions?.['code'],
    async [Symbol.asyncDispose]() {
      abort.abort();
      await stream.return?.();
    },
  };
}

/** Moves a tracker to another unit. */
async function move(viewer: Viewer, trackerId: string, unitId: string | null): Promise<void> {
  const { userErrors } = await site.change(viewer, 'updateTracker', 'tracker { id }', { trackerId, unitId });
  assert.deepEqual(userErrors, []);
}

const said = ({ statuses }: Event) => statuses.map(({ tracker, state, reason }) => [tracker.id, state, reason]);

test('begins with everything and goes on with what is heard, falls silent and loses its connection', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const trackerId = await site.addTracker(viewer);
  await using reader = watch(viewer);
  const snapshot = await reader.next();
  assert.deepEqual([snapshot.snapshot, said(snapshot), snapshot.left], [true, [[trackerId, 'NEVER', null]], []]);
  await site.hear(tenantId, trackerId);
  assert.deepEqual(said(await reader.next()), [[trackerId, 'CONNECTED', null]]);
  const connectionId = uuidv7();
  const told = { protocol: 'gt06', transport: 'tcp', address: null, reason: 'TIMED_OUT' };
  for (const type of ['tracker-connected', 'tracker-disconnected']) {
    const partition = partitionOf(tenantId, trackerId, 16);
    const payload = { trackerId, connectionId, ...told };
    await site.others.withConsumer(async (tx) =>
      tx.publish({ topic: 'positions', partition, subject: tenantId, type, payload }),
    );
  }
  site.clock.advance(1_500);
  assert.deepEqual(said(await reader.next()), [[trackerId, 'DISCONNECTED', 'TIMED_OUT']]);
  site.clock.advance(1_500);
  await site.hear(tenantId, trackerId);
  assert.deepEqual(said(await reader.next()), [[trackerId, 'CONNECTED', null]]);
  site.clock.advance(130_000);
  assert.deepEqual(said(await reader.next()), [[trackerId, 'IDLE', null]]);
});

test('tells of trackers of a unit and all below it, who comes to it and who leaves it', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const above = await site.unit(tenantId);
  const below = await site.unit(tenantId, [above]);
  const other = await site.unit(tenantId);
  assert.ok(await site.trackers.caughtUp(5_000));
  const inside = await site.addTracker(viewer, { unitId: below });
  const outside = await site.addTracker(viewer, { unitId: other });
  await using reader = watch(viewer, { filter: { unitIds: [above] } });
  assert.deepEqual(said(await reader.next()), [[inside, 'NEVER', null]]);
  await move(viewer, outside, above);
  assert.deepEqual(said(await reader.next()), [[outside, 'NEVER', null]]);
  await move(viewer, inside, null);
  const event = await reader.next();
  assert.deepEqual([said(event), event.left], [[], [inside]]);
  site.clock.advance(1_500);
  await move(viewer, inside, other);
  assert.ok(await reader.quiet());
  // The other unit comes to lie below.
  await site.tell(tenantId, 'tenancy', 'unit-moved', { units: [{ unitId: other, path: [above, other] }] });
  assert.ok(said(await reader.next()).some(([trackerId]) => trackerId === inside));
  await site.tell(tenantId, 'tenancy', 'unit-moved', { units: [{ unitId: other, path: [other] }] });
  assert.deepEqual((await reader.next()).left, [inside]);
});

test('tells a reader who comes back of who left meanwhile, and nobody of what they never could see', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const [one, other] = [await site.unit(tenantId), await site.unit(tenantId)];
  assert.ok(await site.trackers.caughtUp(5_000));
  const [stays, leaves, never] = [
    await site.addTracker(viewer, { unitId: one }),
    await site.addTracker(viewer, { unitId: one }),
    await site.addTracker(viewer, { unitId: other }),
  ];
  const crew = testViewer(tenantId, EVERYTHING, { units: [one] });
  let cursor = '';
  {
    await using reader = watch(crew);
    const first = await reader.next();
    assert.deepEqual(first.statuses.map(({ tracker }) => tracker.id).toSorted(), [stays, leaves].toSorted());
    ({ cursor } = first);
  }
  await move(viewer, leaves, other);
  await move(viewer, never, null);
  await site.hear(tenantId, stays);
  await using reader = watch(crew, { after: cursor });
  const event = await reader.next();
  assert.deepEqual([event.snapshot, said(event), event.left], [false, [[stays, 'CONNECTED', null]], [leaves]]);
});

test('tells only of the trackers it is asked for, no more often than it is asked to', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const [wanted, other] = [await site.addTracker(viewer), await site.addTracker(viewer)];
  await using reader = watch(viewer, { filter: { trackerIds: [wanted] }, every: 3_000 });
  const began = performance.now();
  assert.deepEqual(said(await reader.next()), [[wanted, 'NEVER', null]]);
  await site.hear(tenantId, other, wanted);
  assert.deepEqual(said(await reader.next()), [[wanted, 'CONNECTED', null]]);
  // It is kept to a tenth (see `untilTick`).
  assert.ok(performance.now() - began >= 2_700);
});

test('refuses who may not see trackers, cursors of others, and too much', async () => {
  const viewer = site.tenant();
  await using nobody = watch(testViewer(viewer.tenantId, []));
  assert.equal(await nobody.refusal(), 'FORBIDDEN');
  const ids = Array.from({ length: 501 }, () => uuidv7());
  await using tooMany = watch(viewer, { filter: { trackerIds: ids } });
  assert.equal(await tooMany.refusal(), 'INVALID_INPUT');
  await using tooOften = watch(viewer, { every: 10 });
  assert.equal(await tooOften.refusal(), 'INVALID_INPUT');
  await using first = watch(site.tenant());
  const { cursor } = await first.next();
  await using foreign = watch(viewer, { after: cursor });
  assert.equal(await foreign.refusal(), 'CURSOR_EXPIRED');
});

test('has a reader begin anew who missed more than is looked through', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  await site.addTracker(viewer);
  let after = '';
  {
    await using reader = watch(viewer);
    ({ cursor: after } = await reader.next());
  }
  await site.others.withTenant(tenantId, async (tx) => {
    for (let count = 0; count < 2_001; count += 1)
      tx.publish({ topic: 'trackers', subject: tenantId, type: 'something-else', payload: {} });
  });
  assert.ok(await site.trackers.caughtUp(10_000));
  await using reader = watch(viewer, { after });
  assert.equal(await reader.refusal(), 'CURSOR_EXPIRED');
});

test('ends for a viewer whose only grant ends', async () => {
  const { tenantId } = site.tenant();
  const whole = testViewer(tenantId, EVERYTHING);
  const trackerId = await site.addTracker(whole);
  const until = site.clock.now() + 60_000;
  await using reader = watch({ ...whole, grants: whole.grants.map((grant) => ({ ...grant, until })) });
  await reader.next();
  site.clock.advance(60_001);
  await site.hear(tenantId, trackerId);
  assert.equal(await reader.ended(), true);
});
